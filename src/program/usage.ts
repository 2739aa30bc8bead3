import type { Command, CommanderError } from 'commander';
import { Failure } from '../errors.js';
import { nearestOf } from '../nearest.js';

/**
 * A commander error as a Failure in the program's own style.
 *
 * Commander writes `error: unknown option '--colour'\n(Did you mean --color?)`; it suggests nothing for the
 * subcommands of a command that has an action of its own.
 */
export function usageFailure(error: CommanderError, program: Command, argv: readonly string[]): Failure {
  const [first = '', ...rest] = error.message.split('\n');
  const message = first.replace(/^error: /, '').replace(/\.$/, '');
  const suggestion = /Did you mean (?:one of )?(.+?)\?/.exec(rest.join(' '))?.[1];
  const command = deepestCommand(program, argv);
  const path = commandPath(command);
  const stray = error.code === 'commander.excessArguments' ? nearestCommand(command, argv) : undefined;
  if (stray) return new Failure('USAGE', `unknown command '${stray.typed}'`, [`${path} ${stray.nearest}`]);
  const near = suggestion ? [`did you mean ${suggestion}`] : [];
  return new Failure('USAGE', message, [...near, `${path} --help`]);
}

function deepestCommand(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const argument of argv) {
    const next = command.commands.find((child) => child.name() === argument);
    if (next) command = next;
  }
  return command;
}

function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}

function nearestCommand(
  command: Command,
  argv: readonly string[],
): { typed: string; nearest: string } | undefined {
  const names = command.commands.map((child) => child.name());
  for (const typed of argv.slice(argv.indexOf(command.name()) + 1)) {
    if (typed.startsWith('-')) continue;
    const nearest = nearestOf(typed, names);
    if (nearest) return { typed, nearest };
  }
  return undefined;
}

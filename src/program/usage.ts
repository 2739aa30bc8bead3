import type { Command, CommanderError } from 'commander';
import { commandLine } from '../command-line.js';
import { Failure } from '../errors.js';
import { nearestOf } from '../nearest.js';

/**
 * A commander error as a Failure in the program's own style, with the corrected command line as a hint.
 *
 * Commander writes `error: unknown option '--colour'\n(Did you mean --color?)`; it suggests nothing for the
 * subcommands of a command that has an action of its own.
 */
export function usageFailure(error: CommanderError, program: Command, argv: readonly string[]): Failure {
  const command = deepestCommand(program, argv);
  const help = `${commandPath(command)} --help`;
  const mistyped = mistypedCommand(command, argv, help);
  if (mistyped) return mistyped;
  if (error.code === 'commander.excessArguments' || error.code === 'commander.help') {
    return strayWords(command, argv, help);
  }
  const [first = '', ...rest] = error.message.split('\n');
  const message = first
    .replace(/^error: /, '')
    .replace('. Allowed choices are', '; it is one of')
    .replace(/\.$/, '');
  const typed = /^unknown (?:option|command) '(.+)'$/s.exec(message)?.[1]?.replace(/=.*/s, '');
  const near = /Did you mean (?:one of )?(.+?)\?/.exec(rest.join(' '))?.[1]?.split(', ');
  return new Failure('USAGE', message, [
    ...corrections(argv, typed, near ?? nearestOption(command, typed)),
    help,
  ]);
}

/** A word near a subcommand's name, where the command takes no other words: also before an option of that one. */
function mistypedCommand(command: Command, argv: readonly string[], help: string): Failure | undefined {
  if (command.registeredArguments.length > 0) return undefined;
  const names = command.commands.map((child) => child.name());
  for (const word of wordsAfter(command, argv)) {
    const nearest = nearestOf(word, names);
    if (!nearest) continue;
    return new Failure('USAGE', `unknown command '${word}'`, [...corrections(argv, word, [nearest]), help]);
  }
  return undefined;
}

/** Words where no word is expected: an unknown command, or one argument too many. */
function strayWords(command: Command, argv: readonly string[], help: string): Failure {
  const [stray] = wordsAfter(command, argv);
  if (command.commands.length > 0) return new Failure('USAGE', `unknown command '${stray}'`, [help]);
  const path = commandPath(command).replace(/^codeship-sec /, '');
  const most = command.registeredArguments.length;
  if (most === 0) return new Failure('USAGE', `${path} takes no argument, and there is '${stray}'`, [help]);
  return new Failure('USAGE', `${path} takes at most ${most} argument${most === 1 ? '' : 's'}`, [help]);
}

function wordsAfter(command: Command, argv: readonly string[]): string[] {
  const after = argv.slice(argv.lastIndexOf(command.name()) + 1);
  return after.filter((word) => !word.startsWith('-') && word !== 'help');
}

function nearestOption(command: Command, typed: string | undefined): string[] {
  if (!typed?.startsWith('--')) return [];
  const names = command.options.flatMap((option) => option.long ?? []);
  return [nearestOf(typed, names) ?? []].flat();
}

/** The command line as it was typed, with one word put right. */
function corrections(argv: readonly string[], typed: string | undefined, near: readonly string[]): string[] {
  const at = argv.findIndex((argument) => argument === typed || argument.startsWith(`${typed}=`));
  if (typed === undefined || at < 0) return [];
  const rest = argv[at]?.slice(typed.length) ?? '';
  return near.map((word) => commandLine(argv.with(at, word + rest)));
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

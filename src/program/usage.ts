import type { Command, CommanderError } from 'commander';
import { Failure } from '../errors.js';

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

/** The name that takes the fewest edits, if at most a third of its letters (at least two). */
export function nearestOf(typed: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

/** Optimal string alignment: insert, delete, replace, swap of neighbours. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const best = Math.min(
        at(rows[i - 1], j) + 1,
        at(row, j - 1) + 1,
        at(rows[i - 1], j - 1) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(best, at(rows[i - 2], j - 2) + 1) : best);
    }
    rows.push(row);
  }
  return at(rows[a.length], b.length);
}

const at = (row: readonly number[] | undefined, index: number) => row?.[index] ?? Number.POSITIVE_INFINITY;

import type { Hint, Next } from '../errors.js';
import { commandLine } from '../text/shell.js';
import type { Typed } from './context.js';
import type { NextLine } from './terminal/stderr-messages.js';

/** What hints carry on of a run: the bundle that it works with. */
export interface Bundled {
  bundleDir: string | undefined;
}

/**
 * A command of the program with the bundle that this run works with.
 *
 * @param command as it is typed, options too: `key reset`
 * @param args to be quoted; what looks like an option is an argument
 */
export function commandFor({ bundleDir }: Bundled, command: string, ...args: readonly string[]): string {
  const bundle = bundleDir === undefined ? [] : ['--bundle', bundleDir];
  const guarded = args.some((arg) => arg.startsWith('-')) ? ['--', ...args] : args;
  return commandLine([...command.split(' '), ...bundle, ...guarded]);
}

/** A hint as it is shown. */
function hintCommand(context: Bundled & Pick<Typed, 'again'>, hint: Hint): string {
  if ('shell' in hint) return hint.shell;
  if ('again' in hint) return context.again(hint.again, hint.without);
  const { run, args = [] } = hint;
  return typeof run === 'string' ? commandFor(context, run, ...args) : commandLine([...run, ...args]);
}

/** What to do next, as it is shown. */
export function nextLine(context: Bundled & Pick<Typed, 'again'>, next: Next): NextLine {
  return 'advice' in next ? next : { command: hintCommand(context, next) };
}

/** As JSON has it: commands, and what no command does. */
export function nextJson(lines: readonly NextLine[]): { hints: string[]; advice: string[] } {
  return {
    hints: lines.flatMap((line) => ('command' in line ? [line.command] : [])),
    advice: lines.flatMap((line) => ('advice' in line ? [line.advice] : [])),
  };
}

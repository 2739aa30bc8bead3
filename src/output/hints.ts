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

type OtherFile = Extract<Hint, { inPlaceOf: string }>;

/** A hint as it is shown. */
function hintCommand(context: Bundled & Pick<Typed, 'again'>, hint: Exclude<Hint, OtherFile>): string {
  if ('shell' in hint) return hint.shell;
  if ('again' in hint) return context.again(hint.again, hint.without);
  const { run, args = [] } = hint;
  return typeof run === 'string' ? commandFor(context, run, ...args) : commandLine([...run, ...args]);
}

/** What to do next, as it is shown. Whoever has just typed a command is not told it as news. */
export function nextLine(context: Bundled & Omit<Typed, 'given'>, next: Next): NextLine {
  if ('advice' in next) return next;
  if ('inPlaceOf' in next) {
    const command = context.withFile(next.inPlaceOf, next.file);
    return command === undefined ? { advice: `there is ${next.file}` } : { command };
  }
  if ('run' in next && isTyped(context, next)) return { advice: 'then run this command again' };
  return { command: hintCommand(context, next) };
}

/** Whether a hint is what was typed, but for how the result is shown, and for where the bundle is named. */
function isTyped(
  { argv, bundleDir }: Bundled & Pick<Typed, 'argv'>,
  { run, args = [] }: Extract<Hint, { run: unknown }>,
): boolean {
  const telling = (words: readonly string[]) =>
    words
      .flatMap((word) => (word.startsWith('--') ? word.split('=') : [word]))
      .filter((word) => !['--bundle', '--json', '--quiet', '-q', bundleDir].includes(word));
  // behind `--` a word means something else
  const typed = telling(argv);
  if (typed.includes('--')) return false;
  const hinted = telling([...(typeof run === 'string' ? run.split(' ') : run), ...args]);
  return hinted.sort().join('\n') === typed.sort().join('\n');
}

/** As JSON has it: commands, and what no command does. */
export function nextJson(lines: readonly NextLine[]): { hints: string[]; advice: string[] } {
  return {
    hints: lines.flatMap((line) => ('command' in line ? [line.command] : [])),
    advice: lines.flatMap((line) => ('advice' in line ? [line.advice] : [])),
  };
}

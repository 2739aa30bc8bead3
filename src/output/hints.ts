import type { Hint } from '../errors.js';
import { commandLine } from '../text/shell.js';
import type { Typed } from './context.js';

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
export function hintWords(context: Bundled & Pick<Typed, 'again'>, hint: Hint): string {
  if (typeof hint === 'string') return hint;
  if ('again' in hint) return context.again(hint.again, hint.without);
  const command = commandFor(context, hint.run);
  return hint.why === undefined ? command : `${hint.why}: ${command}`;
}

import type { Hint } from '../errors.js';
import { commandLine } from '../text/shell.js';

/** The arguments with options added, before a `--`. `instead`: the names of an option that they take the place of. */
function withArguments(
  argv: readonly string[],
  added: readonly string[],
  instead: readonly string[] = added[0] === '-o' ? ['-o', '--output'] : [],
): string[] {
  const end = argv.indexOf('--');
  const at = end < 0 ? argv.length : end;
  return [...withoutOption(argv.slice(0, at), instead), ...added, ...argv.slice(at)];
}

/** An option that takes a value, with its values. */
function withoutOption(argv: readonly string[], names: readonly string[]): string[] {
  return argv.filter((argument, index) => {
    if (names.includes(argument) || names.includes(argv[index - 1] ?? '')) return false;
    return !names.some((name) => argument.startsWith(name.startsWith('--') ? `${name}=` : name));
  });
}

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

/** A hint as it is shown. `argv`: what the user typed. */
export function hintWords(context: Bundled, hint: Hint, argv: readonly string[]): string {
  if (typeof hint === 'string') return hint;
  if ('again' in hint) return commandLine(withArguments(argv, hint.again, hint.instead));
  const command = commandFor(context, hint.run);
  return hint.why === undefined ? command : `${hint.why}: ${command}`;
}

import type { Context } from './context.js';

/** A command of this program as a user would type it, with the bundle that this run works with. */
export function commandLine(context: Context, ...words: readonly string[]): string {
  const bundle = context.bundleDir === undefined ? [] : ['--bundle', context.bundleDir];
  const [command = '', ...args] = words;
  const guarded = args.some((arg) => arg.startsWith('-')) ? ['--', ...args] : args;
  return ['codeship-sec', command, ...bundle, ...guarded].map(quoted).join(' ');
}

/** For a POSIX shell, and the same for PowerShell where there is no quote inside. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

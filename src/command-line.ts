import type { Context } from './context.js';

/**
 * Command lines as hints show them: ready to be pasted into a shell (POSIX quoting, which PowerShell reads the same
 * for all but an apostrophe).
 */
export function commandLine(argv: readonly string[]): string {
  return ['codeship-sec', ...argv.map(quoted)].join(' ');
}

/** One argument, quoted where a shell would not take it as it stands. */
export function quoted(argument: string): string {
  return /^[A-Za-z0-9_@%+=:,./\\-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** The arguments with options added, before a `--`. A new `-o PATH` takes the place of the one that is there. */
export function withArguments(argv: readonly string[], added: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const at = end < 0 ? argv.length : end;
  const before = argv.slice(0, at);
  return [...(added[0] === '-o' ? withoutOutput(before) : before), ...added, ...argv.slice(at)];
}

function withoutOutput(argv: readonly string[]): string[] {
  return argv.filter((argument, index) => {
    const isValue = /^(-o|--output)$/.test(argv[index - 1] ?? '');
    return !isValue && !/^(-o.*|--output(=.*)?)$/s.test(argument);
  });
}

/** A command of the program with the bundle that this run works with; what looks like an option is an argument. */
export function commandFor(context: Context, command: string, ...args: readonly string[]): string {
  const bundle = context.bundleDir === undefined ? [] : ['--bundle', context.bundleDir];
  const guarded = args.some((arg) => arg.startsWith('-')) ? ['--', ...args] : args;
  return commandLine([command, ...bundle, ...guarded]);
}

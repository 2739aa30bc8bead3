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

/** What looks like an option is a file in this folder. */
export function asFile(name: string): string {
  return name.startsWith('-') && name !== '-' ? `./${name}` : name;
}

/** A file name for another program's command line. */
export function fileWord(name: string): string {
  return quoted(asFile(name));
}

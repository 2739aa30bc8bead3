import { isShownEscaped } from './sanitize.js';

/** Command lines as hints show them: ready to be pasted into a POSIX shell, or on Windows into PowerShell or cmd. */
export function commandLine(argv: readonly string[]): string {
  return ['codeship-sec', ...argv.map((argument) => quoted(argument))].join(' ');
}

/** One argument, quoted where the shell of the system would not take it as it stands. */
export function quoted(argument: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? quotedForWindows(argument) : quotedForPosix(argument);
}

function quotedForPosix(argument: string): string {
  // zsh takes `=name` for a program's path, and fish `%self` for its own number
  if (/^[A-Za-z0-9_@+:,./-][A-Za-z0-9_@%+=:,./-]*$/.test(argument)) return argument;
  if (!isShownEscaped(argument)) return `'${argument.replaceAll("'", "'\\''")}'`;
  // what is not shown cannot be copied: printf makes it
  const text = argument.replace(/\n+$/, '');
  const bytes = [...Buffer.from(text)].map((byte) =>
    byte < 0x20 || byte > 0x7e || PRINTF.has(byte)
      ? `\\${byte.toString(8).padStart(3, '0')}`
      : String.fromCharCode(byte),
  );
  return `"$(printf '${bytes.join('')}')${LINE_FEED.repeat(argument.length - text.length)}"`;
}

/** `$(…)` drops the line feeds at its end. Every shell of POSIX has one in IFS, behind a blank and a tab. */
const LINE_FEED = `\${IFS#??}`;

/** `%`, `'` and `\`. */
const PRINTF = new Set([0x25, 0x27, 0x5c]);

/**
 * Between double quotes both shells of Windows take all that a file name can hold, but for what PowerShell reads as a
 * variable, an escape or a quotation mark: that is quoted for PowerShell. A backslash before the last quotation mark
 * would be taken for its escape.
 */
function quotedForWindows(argument: string): string {
  if (/^[A-Za-z0-9_+=:./\\-]+$/.test(argument)) return argument;
  if (/[$`"\u201c-\u201e]/.test(argument)) return `'${argument.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  return `"${argument.replace(/\\+$/, '$&$&')}"`;
}

/** What looks like an option is a file in this folder. */
export function asFile(name: string): string {
  return name.startsWith('-') && name !== '-' ? `./${name}` : name;
}

/** A file name for another program's command line. */
export function fileWord(name: string): string {
  return quoted(asFile(name));
}

/** The program in a command line, after assignments as in `LESS=-S less`. */
export const FIRST_WORD =
  /^(\s*(?:\w+=(?:'[^']*'|"[^"]*"|[^\s'"|&;<>()])*\s+)*)((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\|&;<>()])+)/s;

/** The program that a command line starts; quotes and all. */
export function firstWord(command: string): string {
  return FIRST_WORD.exec(command)?.[2] ?? '';
}

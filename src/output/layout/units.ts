import { oneLine } from '../../text/sanitize.js';

/** A blank at which no line is broken; no text that has passed the gate of sanitize.ts holds this sign. */
const HELD = '\u0000';

/**
 * A sentence in the parts between which a line may be broken: its words. Whole stays what is there to be copied or
 * compared: what is in quotes (not from an apostrophe on), a fingerprint in groups, a command at the end or one that
 * sends a mail, and the names that this run knows.
 *
 * @param text one line that has passed the gate of sanitize.ts
 * @param names with blanks in them, as they were typed
 */
export function unitsOf(text: string, names: readonly string[] = []): string[] {
  const command = COMMAND.exec(text)?.[1];
  let prose = command === undefined ? text : text.slice(0, text.length - command.length);
  const hold = (part: string) => part.replaceAll(' ', HELD);
  for (const name of names) prose = prose.replaceAll(oneLine(name), hold(oneLine(name)));
  prose = prose.replace(GROUPED, hold).replace(QUOTED, hold).replace(SENDING, hold);
  const words = prose.split(' ').filter((word) => word !== '');
  return [...words.map((word) => word.replaceAll(HELD, ' ')), ...(command === undefined ? [] : [command])];
}

/** A fingerprint as people compare it: in groups of four hex digits. */
export function inGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(' ');
}

/** Fingerprints of version 4 and 6 in that form, wherever they stand in a text. */
const GROUPED = /\b(?:[0-9A-F]{4} ){9}(?:(?:[0-9A-F]{4} ){6})?[0-9A-F]{4}\b/g;

const QUOTED = /(?<=^|[\s=(]|\\')'[^']*'|(?<=^|[\s=(])"[^"]*"/g;

/** The command in the midst of a sentence: how to send a mail. */
const SENDING = /\bsendmail -t < (?:'[^']*'|[^\s'])+(?=,)/g;

/** Programs of the commands that hints and other messages name. */
const COMMAND =
  /(?:^|: )((?:codeship-sec|gpg|tar|ls|mkdir|chmod|mv|cp|file|iconv|date|export|sed|cat|unzip|gunzip|openssl|dir|icacls|move|cmd) .*)$/s;

/** Where names with blanks come from besides the command line. */
const PLACES = ['HOME', 'XDG_DATA_HOME', 'TMPDIR', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE'];

/** The names with blanks that messages of a run may hold: arguments, values of options, and known folders. */
export function namesIn(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): string[] {
  const values = argv.flatMap((argument) => [argument, argument.replace(/^--?[\w-]+=/, '')]);
  const places = [root, ...PLACES.map((name) => env[name] ?? '')];
  const names = [...values, ...places].filter((name) => name.includes(' '));
  return [...new Set(names)].sort((a, b) => b.length - a.length);
}

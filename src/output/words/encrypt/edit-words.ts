import { Failure, type Next, systemCode } from '../../../errors.js';
import { systemWords } from '../../../text/system-words.js';

/** Of editors that keep each version of a file somewhere. */
export const HISTORY_WARNING =
  'this editor keeps copies of what it saves in a history of its own, which is not removed here';

/** Of a template that was saved in another encoding. */
export const NOT_UTF8_WARNING =
  'the text was not saved as UTF-8: it is encrypted byte for byte, and nothing of the template is left out';

const WAITING: readonly Next[] = [
  { advice: 'where the editor returns at once, let it wait: EDITOR="code --wait", EDITOR="gvim -f"' },
];

/** Nothing is encrypted, because nothing was written. @param why an editor that is back at once, or an empty template */
export function nothingWritten(why: 'at-once' | 'template'): Failure {
  return why === 'at-once'
    ? new Failure('NOTHING_DONE', 'the editor returned at once, and the text is as it was', WAITING)
    : new Failure('NOTHING_DONE', 'nothing was filled in, so nothing is encrypted', [
        { advice: 'fill in what you know, and save it before you leave the editor' },
      ]);
}

/** What was to be edited is an image, an archive or the like. @param path where it has one, for the commands that attach it */
export function notText(name: string, path: string | null): Failure {
  const file = path === null || path === '-' ? [] : [path];
  return new Failure('USAGE', `${name} is no text to edit`, [
    { advice: 'to attach it, make the template first, and edit that' },
    { run: 'report -o report.md' },
    ...file.map((one) => ({ run: 'encrypt --edit --email report.md', args: [one] })),
  ]);
}

/** The editor has left no file, or one that cannot be read. @param error what the system said to reading it */
export function textGone(error: unknown): Failure {
  return systemCode(error) === 'ENOENT'
    ? new Failure('NOTHING_DONE', 'the editor has removed the file, so nothing is encrypted', [
        { advice: 'save the text under the name that the editor was given' },
      ])
    : new Failure('IO_ERROR', `cannot read what the editor saved: ${systemWords(error)}`, [], {
        cause: error,
      });
}

export function noEditor(command: string): Failure {
  return new Failure('USAGE', `there is no editor ${command}`, [
    { advice: 'set EDITOR to the program to edit with' },
    { advice: 'or write the report to a file, and encrypt that' },
  ]);
}

/** @param status undefined: a signal ended it */
export function editorFailed(command: string, status: number | undefined): Failure {
  if (status === 127 || status === 9009) return noEditor(command);
  const how = status === undefined ? 'was ended by a signal' : `failed with status ${status}`;
  return new Failure('NOTHING_DONE', `the editor ${how}, so nothing is encrypted`, [
    { advice: 'set EDITOR to another program to edit with' },
  ]);
}

/** Where to find what would be lost. */
export function keptWords(what: 'text' | 'message', path: string, inMemory: boolean): string[] {
  const kept = what === 'text' ? 'what you wrote is kept, unencrypted' : 'the encrypted message is kept';
  return [
    `${kept}, as ${path}`,
    ...(inMemory ? ['it is gone after a restart, and it may be after logging out'] : []),
    ...(what === 'text' ? ['encrypt it to another place with -o, then remove its folder'] : []),
  ];
}

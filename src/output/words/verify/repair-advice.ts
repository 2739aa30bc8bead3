import type { Problem, ProblemCode } from '../../../pgp/verify/malformed.js';
import { fileWord } from '../../../text/shell.js';
import type { VerifyCommand } from './verify-command.js';

/** `hints` are command lines and nothing else. */
export interface WhatToDo {
  next: string;
  hints: readonly string[];
}

const AGAIN = 'ask the sender for it again, as an attached file';
const UNDO = 'undo that and verify the result, as the command does; or ask the sender for it again, attached';

/** What to do about a message that cannot be read: the exact command that repairs it, where there is one. */
export function repairAdvice(problem: Problem, file: string, command: VerifyCommand): WhatToDo {
  // what came by standard input is in no file that a command could name, and Windows has none of these commands
  const repaired = file === '-' || process.platform === 'win32' ? {} : repairs(file, command);
  const hints = repaired[problem.code] ?? commands(problem, file, command)[problem.code];
  const next = NEXT[problem.code];
  if (next !== undefined) return { next: next(problem), hints: hints ?? [] };
  return hints ? { next: UNDO, hints } : { next: AGAIN, hints: [] };
}

/** More than this is not held in memory, whatever is asked for. */
const LARGEST = 2 ** 30;

const SIGNATURE_FIRST = 'give the detached signature, and the file that it is of';

/** What something else holds: only that says how to take it out. */
const ENCODED: readonly ProblemCode[] = ['percent-encoded', 'json-encoded', 'base64-armor'];

/** Where it is neither to be undone nor to be asked for again. */
const NEXT: Partial<Record<ProblemCode, (problem: Problem) => string>> = {
  'mail-inside': () => `save the mail itself as a file (.eml), and verify that; or ${AGAIN}`,
  'quoted-printable': () => `save the whole mail as a file (.eml) and verify that, or ${AGAIN}`,
  'several-blocks': () => 'save the file, and look at one message in it by itself',
  'no-blank-line': () => `put an empty line before the first line of its data, and verify that; or ${AGAIN}`,
  'two-readings': () => 'do not act on it: somebody wants it to be read in two ways',
  ...Object.fromEntries(
    ENCODED.map((code) => [code, () => `undo that with the program that reads such data, or ${AGAIN}`]),
  ),
  'signed-message': () => 'verify it by itself: it needs no other file',
  'encrypted-message': () => 'look at it by itself: only who can decrypt it sees whether it is signed',
  'not-a-signature': () => SIGNATURE_FIRST,
  'too-large': ({ number = 0 }) =>
    number < LARGEST
      ? 'allow it to unpack to more, if you know whom it is from'
      : 'ask the sender for a detached signature: its data may be of any size',
  'mail-too-large': () => 'save the signed part and its signature as two files, and verify those',
  'armor-part': () => 'put the parts together first: they are one message',
};

type Commands = Partial<Record<ProblemCode, string[]>>;

/** Another look, by this program. */
function commands({ number = 0 }: Problem, file: string, command: VerifyCommand): Commands {
  return {
    'signed-message': [command([], file)],
    'encrypted-message': [command([], file)],
    'too-large': number < LARGEST ? [command(['--max-size', '1G'], file)] : [],
  };
}

/** What undoes the damage, by programs that POSIX systems have. */
function repairs(file: string, command: VerifyCommand): Commands {
  const name = fileWord(file);
  const into = (repaired: string) => `> ${repaired} && ${command([], repaired)}`;
  return {
    'cr-only': [`tr '\\r' '\\n' < ${name} ${into('repaired.asc')}`],
  };
}

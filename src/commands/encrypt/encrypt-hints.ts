import { basename, join } from 'node:path';
import { Failure, type Hint, type Next } from '../../errors.js';
import { ANOTHER_OUTPUT } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import type { Written } from '../../output/words/encrypt/encrypt-words.js';
import { absolute } from '../../system/file-identity.js';
import { asFile } from '../../text/shell.js';
import { packFiles } from '../../text/system-commands.js';

/** The user's own `encrypt` with other files, and with options added. */
export function encryptAgain(
  context: Context,
  files: readonly string[],
  added: readonly string[] = [],
): Hint {
  const given = context.given();
  const more = given.includes(added[0] ?? '') ? [] : added;
  return { run: ['encrypt', ...given, ...more, ...files.map(asFile)] };
}

/** What to do where nothing comes from standard input. */
export const NAME_THE_REPORT: readonly Next[] = [
  { advice: 'name the file with the report' },
  { run: 'encrypt --help' },
];

/** A folder as FILE: its archive, beside it, can be encrypted. */
export function packFirst(path: string): Next[] {
  const archive = join(path, '..', `${basename(absolute(path)).replace(/^\.+$/, '') || 'root'}.tar.gz`);
  return [{ advice: 'pack it first, and encrypt the archive' }, { shell: packFiles(archive, [path]) }];
}

/** Where one of several files fails for its output, the advice is to encrypt that file alone: `-o` takes one file. */
export function forOneOf(error: unknown, file: string): unknown {
  if (!(error instanceof Failure)) return error;
  const alone = { advice: `encrypt ${file} by itself, and name another output with -o` };
  const next = error.next.map((one) => (one === ANOTHER_OUTPUT ? alone : one));
  return new Failure(error.code, error.message, next, { cause: error.cause });
}

/** A failure after others of several files were finished: what stands, and the commands for what does not. */
export function afterOthers(
  context: Context,
  error: unknown,
  { outputs, failed, left }: { outputs: readonly Written[]; failed: string; left: readonly string[] },
): unknown {
  const named = forOneOf(error, failed);
  if (!(named instanceof Failure)) return named;
  const next = named.next.map((one) =>
    'again' in one ? encryptAgain(context, [failed, ...left], one.again) : one,
  );
  if (left.length > 0)
    next.push({ advice: 'the others are still to be encrypted' }, encryptAgain(context, left));
  return new Failure(named.code, named.message, next, {
    cause: named.cause,
    partial: { outputs, failed, left },
  });
}

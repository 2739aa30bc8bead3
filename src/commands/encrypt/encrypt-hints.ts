import { basename, join } from 'node:path';
import { Failure, type Hint } from '../../errors.js';
import type { Context } from '../../output/context.js';
import { commandFor } from '../../output/hints.js';
import type { Written } from '../../output/words/encrypt-words.js';
import { absolute } from '../../system/file-identity.js';
import { asFile, commandLine, fileWord } from '../../text/shell.js';

/** The user's own `encrypt` with other files, and with options added. */
export function encryptAgain(
  context: Context,
  files: readonly string[],
  added: readonly string[] = [],
): string {
  const given = context.given();
  const more = given.includes(added[0] ?? '') ? [] : added;
  return commandLine(['encrypt', ...given, ...more, ...files.map(asFile)]);
}

/** Where nothing comes from standard input. */
export function nameTheReport(context: Context): string[] {
  return [`${commandFor(context, 'encrypt')} FILE`];
}

/** A folder as FILE: its archive, beside it, can be encrypted. */
export function packHints(path: string): string[] {
  const archive = join(path, '..', `${basename(absolute(path)).replace(/^\.+$/, '') || 'root'}.tar.gz`);
  return [`pack it first: tar -czf ${fileWord(archive)} ${fileWord(path)}`];
}

/** With several files an option for the output is no way out; for the file in question alone it is. */
export function forOneOf(context: Context, error: unknown, file: string): unknown {
  if (!(error instanceof Failure)) return error;
  const hints = error.hints.map((hint): Hint => {
    if (typeof hint === 'string' || !('again' in hint) || hint.again[0] !== '-o') return hint;
    return `by itself: ${encryptAgain(context, [file], hint.again)}`;
  });
  return new Failure(error.code, error.message, hints, { cause: error.cause });
}

/** A failure after others of several files were finished: what stands, and the commands for what does not. */
export function afterOthers(
  context: Context,
  error: unknown,
  { outputs, failed, left }: { outputs: readonly Written[]; failed: string; left: readonly string[] },
): unknown {
  const named = forOneOf(context, error, failed);
  if (!(named instanceof Failure)) return named;
  const hints = named.hints.map((hint): Hint => {
    if (typeof hint === 'string' || !('again' in hint)) return hint;
    return encryptAgain(context, [failed, ...left], hint.again);
  });
  if (left.length > 0) hints.push(`for the rest: ${encryptAgain(context, left)}`);
  return new Failure(named.code, named.message, hints, {
    cause: named.cause,
    partial: { outputs, failed, left },
  });
}

import { type Advice, Failure, type Next } from '../../errors.js';
import { openInput, readAll } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { inWords } from '../../output/in-words.js';

/** Larger files are no key. */
const LIMIT = 32 << 20;

/** What to do where the file that an option names is of no use. */
export const another = (option: string): Advice => ({ advice: `name another file with ${option}` });

/** A key's bytes, armored or binary. @throws Failure MISSING_INPUT, IO_ERROR, BAD_DATA (more than 4 MiB) */
export async function readKeyFile(context: Context, path: string): Promise<Uint8Array> {
  const input = await openInput(context.io, path, []);
  try {
    return await readAll(input, LIMIT);
  } finally {
    await input.close();
  }
}

/** Names the file that a failure is about, and what to do where the failure does not know. */
export async function inFile<T>(path: string, todo: readonly Next[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = await inWords(error);
    if (!(failure instanceof Failure)) throw error;
    const message = failure.message.includes(path) ? failure.message : `${path}: ${failure.message}`;
    const next = failure.next.length > 0 ? failure.next : todo;
    throw new Failure(failure.code, message, next, { cause: error });
  }
}

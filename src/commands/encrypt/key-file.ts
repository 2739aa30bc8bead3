import { type Advice, Failure, type Next } from '../../errors.js';
import { readInput } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { failureOf } from '../../output/in-words.js';

/** Larger files are no key. */
const LIMIT = 32 << 20;

/** What to do where the file that an option names is of no use. */
export const nameAnother = (option: string): Advice => ({ advice: `name another file with ${option}` });

/**
 * What the file of a key or of a pass phrase holds.
 *
 * @throws Failure MISSING_INPUT, IO_ERROR; BAD_DATA where it is larger than any key
 */
export const readKeyFile = ({ io }: Context, path: string) =>
  readInput(io, path, { stdinNext: [], limit: LIMIT });

/** Names the file that a failure is about, and what to do where the failure does not know. */
export async function inFile<T>(path: string, todo: readonly Next[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = await failureOf(error);
    const message = failure.message.includes(path) ? failure.message : `${path}: ${failure.message}`;
    const next = failure.next.length > 0 ? failure.next : todo;
    throw new Failure(failure.code, message, next, { cause: error });
  }
}

import type { Failure } from '../../src/errors.js';
import { failureOf } from '../../src/output/in-words.js';

/** What a layer without words refuses, as a user reads it. Nothing refused, or a fault: an error. */
export async function refusal(act: () => unknown): Promise<Failure> {
  try {
    await act();
  } catch (error) {
    return failureOf(error);
  }
  throw new Error('nothing was refused');
}

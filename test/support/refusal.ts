import type { Failure } from '../../src/errors.js';
import { failureOf } from '../../src/output/words/refusals/index.js';

/** What a layer without words refuses, as a user reads it. Nothing refused, or a fault: an error. */
export async function refusal(act: () => unknown): Promise<Failure> {
  try {
    await act();
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return failure;
    throw error;
  }
  throw new Error('nothing was refused');
}

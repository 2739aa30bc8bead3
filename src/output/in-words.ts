import { Failure, Refusal } from '../errors.js';

/** A refusal as a Failure, anything else as it is. The words of refusals are loaded when there is one. */
export async function inWords(error: unknown): Promise<unknown> {
  if (!(error instanceof Refusal)) return error;
  const { worded } = await import('./words/refusals/index.js');
  return worded(error);
}

/** What a user can understand of an error that was caught. @throws the error itself, where that is nothing */
export async function failureOf(error: unknown): Promise<Failure> {
  const failure = await inWords(error);
  if (failure instanceof Failure) return failure;
  throw error;
}

import type { Next, Reason } from '../../../errors.js';

/** A refusal as a person reads it: one sentence, and what to do next. */
export interface Worded {
  message: string;
  next: readonly Next[];
}

/** Words for each reason of a layer; the compiler asks for those of a new one. */
export type WordsFor<R extends Reason> = {
  [K in R['reason']]: (facts: Extract<R, { reason: K }>) => Worded;
};

import { Refusal } from '../../errors.js';

/** Why a look at a message is refused. */
export interface VerifyReason {
  reason: 'no-such-part';
  /** How many parts there are. */
  count: number;
}

/** Ends a look at a part that is not there. */
export function refuseMissingPart(count: number): never {
  throw new Refusal<VerifyReason>('NOTHING_DONE', { reason: 'no-such-part', count });
}

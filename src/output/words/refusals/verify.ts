import type { VerifyReason } from '../../../pgp/verify/reason.js';
import type { WordsFor } from './model.js';

export const VERIFY_REFUSALS: WordsFor<VerifyReason> = {
  'no-such-part': ({ count }) => ({
    message: `there is no such part: ${count === 1 ? 'it has one part' : `its parts are numbered from 1 to ${count}`}`,
    next: [{ again: [], without: ['--part'] }],
  }),
};

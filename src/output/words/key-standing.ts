import type { PinnedKey } from '../../bundle/manifest.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { type SigningState, signingStateOf } from '../../pgp/policy/verification-key.js';
import { checkWords, signingWords } from './encryption-choice.js';

/** Whether a key can be put to what the bundle has it for. */
export interface KeyStanding {
  status: EncryptionChoice['status'] | SigningState['status'];
  /** Why, or why not. */
  reason: string;
}

/** Judges a certificate at `now`: one that is encrypted to by that, any other by whether it can sign. */
export function standingOf({ use }: PinnedKey, facts: CertificateFacts, now: Date): KeyStanding {
  if (use.includes('encrypt')) {
    const choice = chooseEncryptionKey(facts, now);
    return { status: choice.status, reason: checkWords(choice, now) };
  }
  const state = signingStateOf(facts, now);
  return { status: state.status, reason: signingWords(state, now) };
}

import type { Draft } from '../../bundle/draft.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import { chooseEncryptionKey } from '../../pgp/policy/encryption-key.js';
import { signingStateOf } from '../../pgp/policy/verification-key.js';
import { checkWords, signingWords } from './encryption-choice.js';

/** What `bundle init` says of fingerprints on the page that are at odds with the keys. @param page its path */
export function contradictionWords({ contradicting }: Draft, page: string): string[] {
  return contradicting.map(
    ({ text, line }) =>
      `${page}:${line}: this fingerprint is not that of the key that was found: give the bundle to nobody until you know which of the two is right: ${text}`,
  );
}

/** Why nobody should rely on a key today; a key that only signs need not encrypt. None: it is good. */
export function unusableWords(facts: CertificateFacts, now: Date): string[] {
  const choice = chooseEncryptionKey(facts, now);
  const state = signingStateOf(facts, now);
  const words = choice.status === 'no-encryption-key' ? signingWords(state, now) : checkWords(choice, now);
  const status = choice.status === 'no-encryption-key' ? state.status : choice.status;
  if (status === 'usable') return [];
  return [status === 'expired' ? `${words}: publish a renewed copy` : words];
}

/** What `bundle init` says of keys that are named, and of those that nothing names. */
export function draftDoubtWords({ withoutKey, unconfirmed, leftOut }: Draft): string[] {
  return [
    ...withoutKey.map(
      (fingerprint) =>
        `the key ${fingerprint} is named, and its certificate was not found: name its file with --key`,
    ),
    ...unconfirmed.map(
      (fingerprint) =>
        `nothing but the certificate names its fingerprint, so compare it with another source: ${fingerprint}`,
    ),
    ...leftOut.map(
      (fingerprint) => `the key ${fingerprint} is left out: the page names neither it nor its address`,
    ),
  ];
}

/** Which of a vendor's certificates a message is encrypted to. */
import type { CertificateFacts } from '../facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from './encryption-key.js';

/** A choice with a key in it. */
export type UsableChoice = Extract<EncryptionChoice, { status: 'usable' | 'expired' }>;

/** What of several certificates is used, and what is not. */
export interface RecipientChoice<C> {
  /** The one that can be used longest first: where it has expired, all have. */
  used: { candidate: C; choice: UsableChoice }[];
  leftOut: { candidate: C; choice: EncryptionChoice }[];
}

/**
 * All that are valid at `now`; only where none is, all that have expired and nothing worse. A message to a valid key
 * need not be readable with one that its holder may have lost.
 *
 * @param strict expired ones are never used
 */
export function chooseRecipients<C extends { facts: CertificateFacts }>(
  candidates: readonly C[],
  now: Date,
  strict: boolean,
): RecipientChoice<C> {
  const judged = candidates.map((candidate) => ({
    candidate,
    choice: chooseEncryptionKey(candidate.facts, now),
  }));
  const status = judged.some(({ choice }) => choice.status === 'usable') || strict ? 'usable' : 'expired';
  const used = judged
    .flatMap(({ candidate, choice }) =>
      choice.status === status && 'key' in choice ? [{ candidate, choice }] : [],
    )
    .sort((a, b) => endOf(b.choice) - endOf(a.choice));
  const leftOut = judged.filter(({ choice }) => choice.status !== status);
  return { used, leftOut };
}

const endOf = (choice: UsableChoice) =>
  choice.status === 'expired' ? Date.parse(choice.expired) : Number.MAX_SAFE_INTEGER;

/** When, and with which right, a signature must have been made for it to count: it has verified already. */
import type { KeyFacts, Revocation } from '../facts.js';
import { type KeyFault, weakness } from './key-kinds.js';
import { hasEnded, isAhead } from './validity.js';

/** Why a signature that verifies does not count. `date`: ISO 8601, UTC, of what was passed. */
export type Reservation =
  | { status: 'from-the-future' }
  | { status: 'signature-expired' | 'key-revoked' | 'before-key' | 'key-expired'; date: string }
  | { status: 'key-cannot-sign'; why?: SigningFault };

/** `encrypts-only`: the algorithm signs nothing. */
export type SigningFault = KeyFault | { fault: 'encrypts-only'; algorithm: string };

/** The key that made a signature, and the primary key above it: the same where that signed itself. */
export interface SignerFacts {
  key: KeyFacts;
  primary: KeyFacts;
}

/** @returns `undefined`: it counts */
export function reservation(
  { created, expires }: { created: Date; expires: Date | null },
  { key, primary }: SignerFacts,
  now: Date,
): Reservation | undefined {
  const keys = [key, primary];
  if (isAhead(created, now)) return { status: 'from-the-future' };
  if (expires && hasEnded(expires.toISOString(), now)) {
    return { status: 'signature-expired', date: expires.toISOString() };
  }
  const revocation = keys
    .map(({ revoked }) => revoked)
    .find((one) => one && (one.hard || hasEnded(one.date, created)));
  if (revocation) return { status: 'key-revoked', date: revocation.date };
  const born = keys.map((one) => one.created).find((date) => created < new Date(date));
  if (born !== undefined) return { status: 'before-key', date: born };
  const ended = keys.map((one) => one.expires).find((date) => hasEnded(date, created));
  if (ended) return { status: 'key-expired', date: ended };
  const why = weakness(key) ?? weakness(primary);
  if (why) return { status: 'key-cannot-sign', why };
  return key.canSign ? undefined : { status: 'key-cannot-sign' };
}

/** Whether the key that made a good signature has expired since. */
export function hasExpiredSince({ key, primary }: SignerFacts, now: Date): boolean {
  return hasEnded(key.expires, now) || hasEnded(primary.expires, now);
}

/** The soft revocation, made later, of the key that made a good signature (a hard one leaves none good). */
export function revokedSince({ key, primary }: SignerFacts): Revocation | null {
  return key.revoked ?? primary.revoked;
}

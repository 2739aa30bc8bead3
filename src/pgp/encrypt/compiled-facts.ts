import type { Certificate } from '../certificate/index.js';
import { nothingVerified } from '../policy/key-kinds.js';
import { isAhead } from '../policy/validity.js';
import { type EncryptionFacts, encryptionFacts } from './encryption-target.js';

/** What the build keeps of a certificate, so that a run need not verify it again. */
export interface CompiledFacts extends EncryptionFacts {
  /** When its self-signatures were made: ISO 8601, UTC. */
  signed: string[];
}

/**
 * The facts of a certificate for encrypting, if they are the same at every later time but for what dates in them say:
 * that a key has expired.
 *
 * @returns `null` where a self-signature ends by itself, or was made later than now, or where nothing can be verified
 */
export function compileFacts(certificate: Certificate, now: Date): CompiledFacts | null {
  const { primary, users, subkeys } = certificate.components;
  const signatures = [primary, ...users, ...subkeys].flatMap((one) => [
    ...one.certifications,
    ...one.revocations,
  ]);
  const dates = signatures.map(({ created }) => created ?? new Date(Number.NaN));
  const lasts = signatures.every((one) => one.getExpirationTime() === Number.POSITIVE_INFINITY);
  if (!lasts || !dates.every((date) => date <= now && !isAhead(date, now))) return null;
  if (nothingVerified(certificate.facts)) return null;
  const signed = new Set(dates.map((date) => date.toISOString()));
  return { ...encryptionFacts(certificate), signed: [...signed] };
}

/** Whether the clock stands where all self-signatures have been made: they say then what they said to the build. */
export function holdAt({ signed }: CompiledFacts, now: Date): boolean {
  return signed.every((date) => !isAhead(Date.parse(date), now));
}

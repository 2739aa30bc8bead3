import type { Manifest } from '../bundle/manifest.js';
import { Failure } from '../errors.js';
import type { Usability } from '../pgp/policy.js';
import { day, distance } from './dates.js';
import { grouped, noticeWords, usabilityWords } from './key-words.js';
import { sizeWords } from './sizes.js';

/** One message as it was written. */
export interface Written {
  /** `null`: standard input. */
  input: string | null;
  /** `null`: standard output. */
  output: string | null;
  bytesIn: number;
  bytesOut: number;
}

/** Somebody who can read the message, or who signed it. */
export interface Party {
  userID: string | null;
  fingerprint: string;
}

/** What is said before anything is written: the expired key, and the bundle's notices. */
export function encryptWarnings(usability: Usability, manifest: Manifest, now: Date): string[] {
  const notices = manifest.notices.map(noticeWords);
  return usability.status === 'expired' ? [expiredWords(usability.expired, now), ...notices] : notices;
}

function expiredWords(expired: string, now: Date): string {
  return `the key expired on ${day(expired)} (${distance(expired, now)}): the message is as secret as with a valid key, but the vendor may no longer hold the private half`;
}

/** Why there is no encrypting to a certificate: revoked, nothing to encrypt to, or expired where that matters. */
export function refusal(usability: Usability, now: Date, whose: { name: string; hints: string[] }): Failure {
  const words =
    usability.status === 'expired'
      ? `expired on ${day(usability.expired)} (${distance(usability.expired, now)})`
      : usability.status === 'revoked'
        ? `was revoked on ${day(usability.revocation.date)}${usability.revocation.reason ? ` (${usability.revocation.reason})` : ''}`
        : `cannot be encrypted to: ${usabilityWords(usability, now).replace(/^no: /, '')}`;
  return new Failure('CERT_CANNOT_ENCRYPT', `${whose.name} ${words}`, whose.hints);
}

/** `wrote report.txt.asc (1.2 KiB)`. */
export function writtenWords({ output, bytesOut }: Written): string {
  return `wrote ${output ?? 'to standard output'} (${sizeWords(bytesOut)})`;
}

/** `encrypted for Security <…>, BF84 2CD0 …`. */
export function partyWords(verb: string, { userID, fingerprint }: Party): string {
  return `${verb} ${userID ?? 'a key without user ID'}, ${grouped(fingerprint)}`;
}

/** What to do with it. */
export function nextStep(written: readonly Written[], address: string): string {
  const files = written.map(({ output }) => output).filter((output) => output !== null);
  const what = files.length === 0 ? 'the output' : files.join(' and ');
  return `next: mail ${what} to ${address}`;
}

import { addressOf } from '../../../bundle/contact-uri.js';
import type { Manifest } from '../../../bundle/manifest.js';
import type { CertificateFacts } from '../../../pgp/facts.js';
import type { EncryptionChoice } from '../../../pgp/policy/encryption-key.js';
import { possibleRevokers } from '../../../pgp/policy/possible-revocation.js';
import { day, distance } from '../../../text/dates.js';
import { expiredWords } from '../encryption-choice.js';
import { possibleRevocationWords } from '../passed-over-words.js';

/** What speaks against sending a message to the vendor's address, besides an expired key and notices. */
export interface Doubts {
  /** No user ID of the certificates has an address of the vendor's: they may be another's. */
  strangeKey: boolean;
  /** Who may have revoked which of them, in words. */
  possibleRevocations: string[];
}

/** @param certificates those that a message is encrypted to */
export function doubtsOf({ contacts }: Manifest, certificates: readonly CertificateFacts[]): Doubts {
  const addresses = contacts.map(addressOf).flatMap((address) => address?.toLowerCase() ?? []);
  const named = certificates.flatMap(({ userIDs }) => userIDs.map(addressIn));
  return {
    strangeKey: addresses.length > 0 && !named.some((address) => addresses.includes(address)),
    possibleRevocations: certificates.flatMap((facts) => {
      const which = certificates.length > 1 ? facts.primary.fingerprint : undefined;
      return possibleRevocationWords(possibleRevokers(facts), which);
    }),
  };
}

/** By convention a name and an address in angle brackets, or the address alone (RFC 9580 section 5.11). */
function addressIn(userID: string): string {
  return (/<([^<>]*)>\s*$/.exec(userID)?.[1] ?? userID).trim().toLowerCase();
}

/** More notices than this are counted: `encrypt` is to be read in one look. */
const SHOWN = 3;

/** What is said of the key and of the vendor, a line each at most; the whole stands in `contact` and `key`. */
export function reservations(
  usability: EncryptionChoice,
  { manifest, doubts }: { manifest: Manifest; doubts: Doubts },
  now: Date,
): string[] {
  return [...keyReservations(usability, { manifest, doubts }, now), ...vendorReservations(manifest)];
}

/** The line on the key, where there is something to say. */
export function keyReservations(
  usability: EncryptionChoice,
  { manifest, doubts }: { manifest: Pick<Manifest, 'address'>; doubts: Doubts },
  now: Date,
): string[] {
  const ofKey: string[] = [];
  if (doubts.strangeKey) ofKey.push(`no user ID of the key has the address ${manifest.address}`);
  ofKey.push(...doubts.possibleRevocations);
  if (usability.status === 'expired') {
    const { expired } = usability;
    ofKey.push(
      `${expiredWords(usability)} on ${day(expired)} (${distance(expired, now)}): no less secret, but perhaps nobody can read it`,
    );
  }
  return ofKey.length > 0 ? [ofKey.join(', and ')] : [];
}

/** The line on the vendor, the same at every time: `about Example: service retired (2026-01-31), and 1 notice more`. */
export function vendorReservations({ name, notices }: Manifest): string[] {
  if (notices.length === 0) return [];
  const shown = notices.filter(({ short }) => short !== undefined).slice(-SHOWN);
  const words = shown.map(({ short, date }) => `${short} (${date})`);
  const left = notices.length - shown.length;
  if (left > 0)
    words.push(
      `${shown.length > 0 ? 'and ' : ''}${left} notice${left > 1 ? 's' : ''}${shown.length > 0 ? ' more' : ''}`,
    );
  return [`about ${name}: ${words.join(', ')}`];
}

import type { Manifest } from '../../bundle/manifest.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { day, distance } from '../../text/dates.js';
import { expiredWords } from './encryption-choice.js';

/** What speaks against sending a message to the vendor's address, besides an expired key and notices. */
export interface Doubts {
  /** No user ID of the certificate has the address: it may be another's. */
  strangeKey: boolean;
}

export function doubtsOf({ address }: Manifest, { userIDs }: CertificateFacts): Doubts {
  return { strangeKey: !userIDs.some((userID) => addressIn(userID) === address.toLowerCase()) };
}

/** By convention a name and an address in angle brackets, or the address alone (RFC 9580 section 5.11). */
function addressIn(userID: string): string {
  return (/<([^<>]*)>\s*$/.exec(userID)?.[1] ?? userID).trim().toLowerCase();
}

/** More notices than this are counted: `encrypt` is to be read in one look. */
const SHOWN = 3;

/** What is said of the key and the vendor, a line each; the whole stands in `contact` and `key`. */
export function reservations(
  usability: EncryptionChoice,
  { manifest, doubts }: { manifest: Manifest; doubts: Doubts },
  now: Date,
): string[] {
  const lines: string[] = [];
  if (doubts.strangeKey) lines.push(`no user ID of the key has the address ${manifest.address}`);
  if (usability.status === 'expired') {
    const { expired } = usability;
    lines.push(
      `${expiredWords(usability)} on ${day(expired)} (${distance(expired, now)}): no less secret, but perhaps nobody can read it`,
    );
  }
  const notices = noticesLine(manifest);
  return notices === undefined ? lines : [...lines, notices];
}

/** `about Example: service retired (2026-01-31), and 1 notice more`. */
function noticesLine({ name, notices }: Manifest): string | undefined {
  if (notices.length === 0) return undefined;
  const shown = notices.filter(({ short }) => short !== undefined).slice(-SHOWN);
  const words = shown.map(({ short, date }) => `${short} (${date})`);
  const left = notices.length - shown.length;
  if (left > 0)
    words.push(
      `${shown.length > 0 ? 'and ' : ''}${left} notice${left > 1 ? 's' : ''}${shown.length > 0 ? ' more' : ''}`,
    );
  return `about ${name}: ${words.join(', ')}`;
}

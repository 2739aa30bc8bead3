import type { Manifest, Notice } from '../../bundle/manifest.js';
import type { CertificateFacts, KeyFacts } from '../../pgp/certificate/facts.js';
import type { Usability } from '../../pgp/certificate/policy.js';
import { day, distance } from '../../text/dates.js';
import type { Field } from '../layout/fields.js';

/** `BF84 2CD0 …`: groups of four. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? fingerprint;
}

/** What the field calls the curves; OpenPGP.js's names tell the old encodings from the new algorithms. */
const CURVES: Record<string, string> = {
  ed25519Legacy: 'Ed25519',
  curve25519Legacy: 'Curve25519',
  nistP256: 'NIST P-256',
  nistP384: 'NIST P-384',
  nistP521: 'NIST P-521',
};

/** `RSA 4096`, `ECDH (Curve25519)`. */
function algorithmWords(key: KeyFacts): string {
  if (key.bits !== null) return `${key.algorithm} ${key.bits}`;
  return key.curve === null ? key.algorithm : `${key.algorithm} (${CURVES[key.curve] ?? key.curve})`;
}

export function expiryWords(expires: string | null, now: Date): string {
  if (expires === null) return 'never';
  const past = Date.parse(expires) <= now.getTime();
  const far = distance(expires, now);
  return `${day(expires)} (${past ? `expired ${far}` : far})`;
}

/** What the pin shows: of the program's own bundle more than of any other. */
export function pinWords(bundled: boolean): string {
  return bundled ? 'matches the fingerprint pinned in this program' : "matches this bundle's own pin";
}

/** `the key expired`; of a subkey alone where its primary key has not: the dates of both are shown. */
export function expiredWords({ what }: Extract<Usability, { status: 'expired' }>): string {
  return what === 'key' ? 'the key expired' : 'the encryption subkey expired';
}

function usabilityWords(usability: Usability, now: Date): string {
  switch (usability.status) {
    case 'usable':
      return 'yes';
    case 'expired':
      return `yes, with a warning: ${expiredWords(usability)} ${distance(usability.expired, now)}, which takes no secrecy away; under --strict it is refused`;
    case 'revoked':
      return `no: the key was revoked on ${day(usability.revocation.date)}${usability.revocation.reason ? ` (${usability.revocation.reason})` : ''}`;
    case 'no-encryption-key':
      return `no: ${usability.reason}`;
  }
}

/** The reason that `key check` gives. */
export function checkWords(usability: Usability, now: Date): string {
  switch (usability.status) {
    case 'usable':
      return 'the key is valid and can encrypt';
    case 'expired':
      return `${expiredWords(usability)} on ${day(usability.expired)}, ${distance(usability.expired, now)}`;
    case 'revoked':
      return `the key was revoked on ${day(usability.revocation.date)}${usability.revocation.reason ? ` (${usability.revocation.reason})` : ''}`;
    case 'no-encryption-key':
      return usability.reason;
  }
}

export function noticeWords(notice: Notice): string {
  return `${notice.date}: ${notice.text} (source: ${notice.source})`;
}

function subkeyWords(key: KeyFacts, now: Date): string {
  const revoked = key.revoked ? `, revoked ${day(key.revoked.date)}` : '';
  return `${grouped(key.fingerprint)} (${algorithmWords(key)}, created ${day(key.created)}, expires ${expiryWords(key.expires, now)}${revoked})`;
}

/** The lines of `key`. */
export function keyFields(input: {
  facts: CertificateFacts;
  manifest: Manifest;
  bundled: boolean;
  usability: Usability;
  /** When `key update` was last given a newer copy. */
  updated: Date | undefined;
  now: Date;
}): Field[] {
  const { facts, manifest, now } = input;
  const { primary } = facts;
  const subkeysFor = (use: 'canEncrypt' | 'canSign') =>
    facts.subkeys.filter((key) => key[use]).map((key) => subkeyWords(key, now));
  const encryption = subkeysFor('canEncrypt');
  const signing = subkeysFor('canSign');
  const fields: Field[] = [
    ['User ID', facts.userIDs],
    ['Fingerprint', grouped(primary.fingerprint)],
    ['Key ID', primary.keyID],
    ['Algorithm', algorithmWords(primary)],
    ['Created', day(primary.created)],
    ['Expires', expiryWords(primary.expires, now)],
    ['Encryption subkey', encryption.length > 0 ? encryption : 'none'],
    ...(signing.length > 0 ? [['Signing subkey', signing] as const] : []),
    ['Can encrypt today', usabilityWords(input.usability, now)],
    ['Pin', pinWords(input.bundled)],
  ];
  if (input.updated) fields.push(['Updated', `${day(input.updated.toISOString())}, by key update`]);
  if (manifest.notices.length > 0) fields.push(['Notices', manifest.notices.map(noticeWords)]);
  return fields;
}

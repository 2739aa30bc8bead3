import type { Manifest, Notice, PinnedKey } from '../../bundle/manifest.js';
import type { CertificateFacts, KeyFacts } from '../../pgp/facts.js';
import type { CurveName } from '../../pgp/format/algorithms.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { nothingVerified } from '../../pgp/policy/key-kinds.js';
import { possibleRevokers } from '../../pgp/policy/possible-revocation.js';
import { day, distance } from '../../text/dates.js';
import type { Field } from '../layout/fields.js';
import { inGroups } from '../layout/units.js';
import { usabilityWords } from './encryption-choice.js';
import { passedOverWords, possibleRevocationWords } from './passed-over-words.js';

/** What the field calls the curves. */
const CURVES: Record<CurveName, string> = {
  ed25519Legacy: 'Ed25519',
  curve25519Legacy: 'Curve25519',
  nistP256: 'NIST P-256',
  nistP384: 'NIST P-384',
  nistP521: 'NIST P-521',
  brainpoolP256r1: 'brainpoolP256r1',
  brainpoolP384r1: 'brainpoolP384r1',
  brainpoolP512r1: 'brainpoolP512r1',
  secp256k1: 'secp256k1',
};

/** `RSA 4096`, `ECDH (Curve25519)`. */
export function algorithmWords(key: KeyFacts): string {
  if (key.bits !== null) return `${key.algorithm} ${key.bits}`;
  if (key.curve === null) return key.algorithm;
  return `${key.algorithm} (${CURVES[key.curve as CurveName] ?? key.curve})`;
}

function expiryWords(expires: string | null, now: Date): string {
  if (expires === null) return 'never';
  const past = Date.parse(expires) <= now.getTime();
  const far = distance(expires, now);
  return `${day(expires)} (${past ? `expired ${far}` : far})`;
}

/** When the key expires; of what cannot be verified no date is known. */
export function keyExpiryWords(facts: CertificateFacts, now: Date): string {
  return nothingVerified(facts) ? NOT_KNOWN : expiryWords(facts.primary.expires, now);
}

const NOT_KNOWN = 'not known: nothing of this certificate can be verified';

/** What the pin shows: of the program's own bundle more than of any other. */
export function pinWords(bundled: boolean): string {
  return bundled ? 'matches the fingerprint pinned in this program' : "matches this bundle's own pin";
}

export function noticeWords(notice: Notice): string {
  return `${notice.date}: ${notice.text} (source: ${notice.source})`;
}

function subkeyWords(key: KeyFacts, now: Date): string {
  const revoked = key.revoked ? `, revoked ${day(key.revoked.date)}` : '';
  return `${inGroups(key.fingerprint)} (${algorithmWords(key)}, created ${day(key.created)}, expires ${expiryWords(key.expires, now)}${revoked})`;
}

/** The lines of `key` for one of them. */
export function keyFields(input: {
  pin: PinnedKey;
  facts: CertificateFacts;
  bundled: boolean;
  usability: EncryptionChoice;
  /** When `key update` was last given a newer copy. */
  updated: Date | undefined;
  now: Date;
}): Field[] {
  const { pin, facts, now } = input;
  const { primary } = facts;
  const subkeysFor = (use: 'canEncrypt' | 'canSign') =>
    facts.subkeys.filter((key) => key[use]).map((key) => subkeyWords(key, now));
  const encryption = subkeysFor('canEncrypt');
  const signing = subkeysFor('canSign');
  const fields: Field[] = [
    ['User ID', nothingVerified(facts) ? NOT_KNOWN : facts.userIDs.length > 0 ? facts.userIDs : 'none'],
    ['Fingerprint', inGroups(primary.fingerprint)],
    ['Key ID', primary.keyID],
    ['Algorithm', algorithmWords(primary)],
    ['Created', day(primary.created)],
    ['Expires', keyExpiryWords(facts, now)],
    ['Encryption subkey', encryption.length > 0 ? encryption : 'none'],
    ...(signing.length > 0 ? [['Signing subkey', signing] as const] : []),
    ...useFields(pin),
    ...(pin.use.includes('encrypt')
      ? [['Can encrypt today', usabilityWords(input.usability, now)] as const]
      : []),
    ['Pin', pinWords(input.bundled)],
  ];
  const possible = possibleRevocationWords(possibleRevokers(facts));
  if (possible.length > 0) fields.push(['Revocation', possible]);
  const others = facts.passedOver.filter(({ why }) => why !== 'no-revoker');
  if (others.length > 0) fields.push(['Passed over', others.map(passedOverWords)]);
  if (input.updated) fields.push(['Updated', `${day(input.updated.toISOString())}, by key update`]);
  return fields;
}

/** The same of a key that this program cannot use. */
export function unusableFields(pin: PinnedKey, reason: string): Field[] {
  return [['Fingerprint', inGroups(pin.fingerprint)], ...useFields(pin), ['Usable', `no: ${reason}`]];
}

/** Said where a key has not both uses. */
export function useFields({ use }: PinnedKey): Field[] {
  if (use.length > 1) return [];
  return [
    ['Used to', use[0] === 'encrypt' ? 'encrypt reports, not to sign' : 'sign, not to encrypt reports'],
  ];
}

/** Of several keys, one that is not used: its fingerprint, whose it is, and why. */
export function leftOutWords({ fingerprint, name }: PinnedKey, reason: string): string {
  return `left out: the key ${fingerprint}${name === undefined ? '' : ` of ${name}`}: ${reason}`;
}

/** What is known of the vendor since the bundle's page was published. */
export function noticeFields({ notices }: Manifest): Field[] {
  return notices.length === 0 ? [] : [['Notices', notices.map(noticeWords)]];
}

/** Who is to be asked in the place of a vendor that is gone. */
export function successorFields({ name, successor }: Manifest): Field[] {
  if (successor === undefined) return [];
  const place = [successor.name, successor.address, successor.url].filter((part) => part !== undefined);
  const words = `${place.join(', ')}: given for reports; that reports about ${name} are read there is not certain`;
  return [['Ask first', `${words} (source: ${successor.source})`]];
}

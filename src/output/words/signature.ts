import { SIGNATURE_TYPE } from '../../pgp/format/signature-fields.js';
import type { SigningFault } from '../../pgp/policy/signature-dates.js';
import type { SignatureReport, SignatureStatus, Unsupported } from '../../pgp/verify/signature-report.js';
import { keyFaultWords } from './encryption-choice.js';

/** `2018-05-01 10:00:00 UTC` of an ISO 8601 instant. */
function instant(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** What one signature is, in one sentence. */
export function signatureWords(report: SignatureReport): string {
  const when = report.created ? `made ${instant(report.created)}` : undefined;
  const details = [when, byWords(report), report.hash ?? undefined]
    .filter((part) => part !== undefined)
    .join(', ');
  return `${statusWords(report)}${details === '' ? '' : ` (${details})`}`;
}

/** A subkey is shown with the primary key, whose fingerprint is the one that people have compared. */
function byWords({ fingerprint, primaryFingerprint, keyID }: SignatureReport): string | undefined {
  if (fingerprint === null) return keyID === null ? undefined : `by key ID ${keyID}`;
  const subkey = primaryFingerprint !== null && primaryFingerprint !== fingerprint;
  return `by ${fingerprint}${subkey ? `, a subkey of ${primaryFingerprint}` : ''}`;
}

/** What each status says. */
const STATUSES: { [S in SignatureStatus]: (report: SignatureReport & { status: S }) => string } = {
  good: () => 'good',
  bad: () => 'bad: it does not fit the content (one of the two was changed, or they do not belong together)',
  'unknown-signer': () => "not by the vendor's key",
  'key-expired': ({ date }) => `made after the key expired on ${instant(date)}`,
  'key-revoked': ({ date }) => `by a key that was revoked on ${instant(date)}`,
  'signature-expired': ({ date }) => `the signature itself expired on ${instant(date)}`,
  'from-the-future': () => "dated in the future (is this computer's clock right?)",
  'before-key': ({ date }) => `dated before the key was made on ${instant(date)}`,
  'key-cannot-sign': ({ why }) => `by a key that ${cannotSignWords(why, 'documents')}`,
  'wrong-type': ({ type }) =>
    type === SIGNATURE_TYPE.BINARY
      ? 'a signature of binary data (type 0x00), where only one of text counts'
      : `not the signature of a document (type 0x${type.toString(16).padStart(2, '0')})`,
  'weak-hash': ({ hash }) => `made with ${hash}, which is too weak a hash`,
  malformed: ({ why }) =>
    why === 'one-pass'
      ? 'malformed: the packets before and after the content disagree about it'
      : 'malformed: the signature packet is damaged',
  unsupported: ({ why }) => `unsupported: ${unsupportedWords(why)}`,
};

/** Only what verifies is judged by its dates: these are by the key that they name. */
const PROVEN: ReadonlySet<SignatureStatus> = new Set([
  'good',
  'key-expired',
  'key-revoked',
  'signature-expired',
  'from-the-future',
  'before-key',
]);

/** The same in several lines, so that a fingerprint stands alone and can be searched for and compared. */
export function signatureLines(report: SignatureReport): string[] {
  const { fingerprint, primaryFingerprint, keyID, created, hash } = report;
  const details = [created ? `made ${instant(created)}` : undefined, hash ?? undefined];
  const made = details.filter((part) => part !== undefined).join(', ');
  // the answer above has said why
  const status = report.status === 'bad' ? 'bad' : statusWords(report);
  const first = `${status}${made === '' ? '' : ` (${made})`}`;
  const claim = [first, PROVEN.has(report.status) ? 'by the key' : 'it claims to be by the key'];
  if (fingerprint === null) return keyID === null ? [first] : [...claim, keyID];
  const subkey = primaryFingerprint !== null && primaryFingerprint !== fingerprint;
  return [...claim, fingerprint, ...(subkey ? ['a subkey of', primaryFingerprint] : [])];
}

function statusWords(report: SignatureReport): string {
  const words = STATUSES[report.status] as (report: SignatureReport) => string;
  return words(report);
}

/** `may not sign messages`: its owner says so, or its kind and size do. */
export function cannotSignWords(fault: SigningFault | undefined, what: 'documents' | 'messages'): string {
  if (fault === undefined) return `may not sign ${what}`;
  if (fault.fault === 'encrypts-only') return `may not sign ${what} (${fault.algorithm} only encrypts)`;
  return `is not relied on (${keyFaultWords(fault)})`;
}

/** What is not understood of a signature: one clause. */
export function unsupportedWords(why: Unsupported): string {
  switch (why.what) {
    case 'version':
      return `a signature of version ${why.version}`;
    case 'key-version':
      return `a version ${why.signature} signature by a version ${why.key} key`;
    case 'algorithm':
      return `a signature made with ${why.algorithm}`;
    case 'key':
      return `a signature by a key ${keyFaultWords(why.fault)}`;
    case 'primary-key':
      return `a signature under a primary key ${keyFaultWords(why.fault)}`;
    case 'unknown-hash':
      return `a signature with the unknown hash ${why.hash}`;
    case 'hash-not-here':
      return `a signature with ${why.hash}, which this system cannot compute`;
    case 'salt-length':
      return `a signature with a salt of ${why.octets} octets`;
    case 'subpacket-of-keys':
      return `a signature with subpacket ${why.type}, which belongs to keys`;
    case 'critical-subpacket':
      return `a signature with the critical subpacket ${why.type}`;
    case 'critical-notation':
      return `a signature with the critical notation ${why.name}`;
    case 'too-many-hashes':
      return 'one signature too many over so much data';
    case 'invalid-utf8':
      return 'the text is not UTF-8, which programs read differently';
  }
}

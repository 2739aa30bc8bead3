import type { SignatureReport, SignatureStatus } from '../../pgp/verify/types.js';
import { grouped } from './key-words.js';

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
  return `${STATUSES[report.status](report.about)}${details === '' ? '' : ` (${details})`}`;
}

/** A subkey is shown with the primary key, whose fingerprint is the one that people have compared. */
function byWords({ fingerprint, primaryFingerprint, keyID }: SignatureReport): string | undefined {
  if (fingerprint === null) return keyID === null ? undefined : `by key ID ${keyID}`;
  const subkey = primaryFingerprint !== null && primaryFingerprint !== fingerprint;
  return `by ${grouped(fingerprint)}${subkey ? `, a subkey of ${grouped(primaryFingerprint)}` : ''}`;
}

/** What each status says; `about` is what the status is about. */
const STATUSES: Record<SignatureStatus, (about: string | null) => string> = {
  good: () => 'good',
  bad: () => 'bad: it does not fit the content (one of the two was changed, or they do not belong together)',
  'unknown-signer': () => 'not by the pinned key',
  'key-expired': (about) => `made after the key expired on ${dateWords(about)}`,
  'key-revoked': (about) => `by a key that was revoked on ${dateWords(about)}`,
  'signature-expired': (about) => `the signature itself expired on ${dateWords(about)}`,
  'from-the-future': () => "dated in the future (is this computer's clock right?)",
  'before-key': (about) => `dated before the key was made on ${dateWords(about)}`,
  'key-cannot-sign': (about) => `by a key that may not sign documents${about ? ` (${about})` : ''}`,
  'wrong-type': (about) =>
    about === '0x00'
      ? 'a signature of binary data (type 0x00), where only one of text counts'
      : `not the signature of a document (type ${about})`,
  'weak-hash': (about) => `made with ${about}, which is too weak a hash`,
  malformed: (about) =>
    about === 'one-pass'
      ? 'malformed: the packets before and after the content disagree about it'
      : 'malformed: the signature packet is damaged',
  unsupported: (about) =>
    about === 'invalid-utf8'
      ? 'unsupported: the text is not UTF-8, which programs read differently'
      : `unsupported: ${about ?? 'an unknown form'}`,
};

const dateWords = (about: string | null) => (about ? instant(about) : '');

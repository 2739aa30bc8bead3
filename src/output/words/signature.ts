import type { SignatureReport } from '../../pgp/verify/types.js';
import { grouped } from './key.js';

/** `2018-05-01 10:00:00 UTC` of an ISO 8601 instant. */
export function instant(iso: string): string {
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
  return `by ${grouped(fingerprint)}${subkey ? `, a subkey of ${grouped(primaryFingerprint)}` : ''}`;
}

function statusWords({ status, about }: SignatureReport): string {
  const date = about ? instant(about) : '';
  switch (status) {
    case 'good':
      return 'good';
    case 'bad':
      return 'bad: it does not fit the content (one of the two was changed, or they do not belong together)';
    case 'unknown-signer':
      return 'not by the pinned key';
    case 'key-expired':
      return `made after the key expired on ${date}`;
    case 'key-revoked':
      return `by a key that was revoked on ${date}`;
    case 'signature-expired':
      return `the signature itself expired on ${date}`;
    case 'from-the-future':
      return "dated in the future (is this computer's clock right?)";
    case 'before-key':
      return `dated before the key was made on ${date}`;
    case 'key-cannot-sign':
      return `by a key that may not sign documents${about ? ` (${about})` : ''}`;
    case 'wrong-type':
      return about === '0x00'
        ? 'a signature of binary data (type 0x00), where only one of text counts'
        : `not the signature of a document (type ${about})`;
    case 'weak-hash':
      return `made with ${about}, which is too weak a hash`;
    case 'malformed':
      return about === 'one-pass'
        ? 'malformed: the packets before and after the content disagree about it'
        : 'malformed: the signature packet is damaged';
    case 'unsupported':
      return about === 'invalid-utf8'
        ? 'unsupported: the text is not UTF-8, which programs read differently'
        : `unsupported: ${about ?? 'an unknown form'}`;
  }
}

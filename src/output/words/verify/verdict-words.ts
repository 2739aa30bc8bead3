import type { CertificateFacts } from '../../../pgp/facts.js';
import type { SignatureReport } from '../../../pgp/verify/signature-report.js';
import type { Encryption, Nature, Recipient, Verification } from '../../../pgp/verify/verification.js';
import { day } from '../../../text/dates.js';
import type { Field } from '../../layout/fields.js';
import { signatureWords } from '../signature.js';
import { problemWords } from './problem-words.js';

/** Who the vendor is, for sentences. */
export interface VendorWords {
  name: string;
  facts: CertificateFacts;
  /** The program's own bundle, not one given with `--bundle`. */
  bundled: boolean;
}

/** The verdict in one sentence. */
export function verdictWords(result: Verification, vendor: VendorWords): string {
  const key = `${vendor.name}'s key`;
  switch (result.verdict) {
    case 'good':
      return result.keyExpired
        ? `good: signed by ${key} while it was valid (it has expired since, on ${expiredOn(result.signatures, vendor.facts)})`
        : `good: signed by ${key}`;
    case 'not-verified':
      return `not verified: no good signature by ${key}`;
    case 'addressed':
      return `encrypted, and addressed to ${key}`;
    case 'not-addressed':
      return `encrypted, and not addressed to ${key}`;
    case 'cannot-tell':
      return `encrypted, with hidden recipients: whether ${key} is one of them cannot be told`;
    case 'not-protected':
      return `not protected by OpenPGP: ${NATURES[result.nature]}`;
    case 'malformed':
      return `malformed: ${problemWords(result.problem)}`;
  }
}

/** The day on which the first key that made a good signature, or its primary key, expired. */
function expiredOn(signatures: readonly SignatureReport[], { primary, subkeys }: CertificateFacts): string {
  const signer = signatures.find(({ status }) => status === 'good')?.fingerprint;
  const keys = [primary, ...subkeys.filter(({ fingerprint }) => fingerprint === signer)];
  const [first = ''] = keys.flatMap(({ expires }) => expires ?? []).sort();
  return day(first);
}

const NATURES: Record<Nature, string> = {
  text: 'this is plain text',
  binary: 'this is some other binary file',
  empty: 'the file is empty',
  'no-input': 'standard input is empty or closed',
  pdf: 'this is a PDF file (a signature inside of it is not OpenPGP)',
  zip: 'this is a zip archive (its password protection is not OpenPGP)',
  gzip: 'this is gzip-compressed data',
  image: 'this is an image',
  age: 'this is encrypted with age, which is another format',
  cms: 'this is S/MIME or CMS, which is another format',
  'ssh-signature': 'this is an SSH signature, which is another format',
  'ssh-key': 'this is a PRIVATE KEY in another format',
  minisign: 'this is a minisign or signify file, which is another format',
  pem: 'this is a PEM file, which is another format',
  mail: 'this is a mail that is neither signed nor encrypted with OpenPGP',
  'mail-part': 'this is a mail of which OpenPGP protects a part at most, and never the whole',
  literal: 'this is an OpenPGP message whose content is neither signed nor encrypted',
  certificate: 'this is an OpenPGP certificate (a public key), not a message',
  revocation: 'this is an OpenPGP revocation, not a message',
  'secret-key': 'this is an OpenPGP SECRET KEY',
};

/** `key ID D4FF… (the vendor)`. */
export function recipientWords(recipient: Recipient): string {
  if (recipient.keyID.startsWith('?')) return 'not known: named in a way that is newer than this program';
  if (recipient.hidden) return `hidden (${recipient.algorithm})`;
  return `${recipient.keyID} (${recipient.algorithm})${recipient.ours ? ': the vendor' : ''}`;
}

const ENCRYPTIONS: Record<Encryption['version'], string> = {
  0: 'obsolete, without integrity protection',
  1: 'version 1 (modification detection)',
  2: 'version 2 (AEAD)',
  ocb: 'LibrePGP encrypted data',
};

/** `version 2 (AEAD), AES-256 OCB`. */
function encryptionWords({ version, cipher, aead }: Encryption): string {
  return [ENCRYPTIONS[version], [cipher, aead].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Why "addressed to" and not "encrypted to". */
const WHY_ADDRESSED =
  'key IDs in a message can be written by anyone: only who can decrypt it knows for whom it was encrypted';

/** A detached signature and its data, as they were named; `-` is standard input. */
export interface CheckedFiles {
  signature: string;
  data: string;
  /** The one that was not named: it lay beside the other. */
  found: 'signature' | 'data' | undefined;
}

/** `report.pdf, with the signature in report.pdf.asc (found beside it)`. */
function filesWords({ signature, data, found }: CheckedFiles): string {
  const name = (path: string) => (path === '-' ? 'standard input' : path);
  const beside = (which: CheckedFiles['found']) => (found === which ? ' (found beside it)' : '');
  return `${name(data)}${beside('data')}, with the signature in ${name(signature)}${beside('signature')}`;
}

/** The labelled lines of a result. */
export function verifyFields(result: Verification, vendor: VendorWords, files?: CheckedFiles): Field[] {
  const fields: Field[] = [['Verdict', verdictWords(result, vendor)]];
  if (result.verdict === 'good') fields.push(['Signer', vendor.facts.userIDs[0] ?? vendor.name]);
  if ('signatures' in result) {
    fields.push([
      result.signatures.length === 1 ? 'Signature' : 'Signatures',
      result.signatures.map(signatureWords),
    ]);
  }
  if (files) fields.push(['Checked', filesWords(files)]);
  if ('recipients' in result) {
    fields.push([
      'Recipients',
      result.recipients.length > 0 ? result.recipients.map(recipientWords) : 'none',
    ]);
    if (result.passwords > 0) fields.push(['Passwords', String(result.passwords)]);
    fields.push(['Encryption', encryptionWords(result.encryption)]);
    fields.push(['Note', WHY_ADDRESSED]);
  }
  return fields;
}

import type { CertificateFacts } from '../pgp/facts.js';
import type {
  Encryption,
  Nature,
  Recipient,
  SignatureReport,
  Verification,
  Warning,
} from '../pgp/verify/types.js';
import { day } from './dates.js';
import type { Field } from './fields.js';
import { grouped } from './key-words.js';
import type { VerifyCommand } from './verify-command.js';
import { problemWords, repairHints } from './verify-problems.js';

/** Who the vendor is, for sentences. */
export interface VendorWords {
  name: string;
  facts: CertificateFacts;
  /** The program's own bundle, not one given with `--bundle`. */
  bundled: boolean;
}

/** `2018-05-01 10:00:00 UTC` of an ISO 8601 instant. */
export function instant(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
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
      return 'encrypted to hidden recipients: whether the vendor is one of them cannot be told';
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
  pdf: 'this is a PDF file (a signature inside of it is not OpenPGP)',
  zip: 'this is a zip archive (its password protection is not OpenPGP)',
  gzip: 'this is gzip-compressed data',
  image: 'this is an image',
  age: 'this is encrypted with age, which is another format',
  cms: 'this is S/MIME or CMS, which is another format',
  'ssh-signature': 'this is an SSH signature, which is another format',
  'ssh-key': 'this is a PRIVATE KEY of another format',
  minisign: 'this is a minisign or signify file, which is another format',
  pem: 'this is a PEM file of another format',
  mail: 'this is a mail that is neither signed nor encrypted with OpenPGP',
  'mail-part': 'this is a mail of which only a part is OpenPGP, beside other parts',
  literal: 'it says "PGP MESSAGE", and holds a text that is neither signed nor encrypted',
  certificate: 'this is an OpenPGP certificate (a public key), not a message',
  revocation: 'this is an OpenPGP revocation, not a message',
  'secret-key': 'this is an OpenPGP SECRET KEY',
};

/** What one signature is, in one sentence. */
export function signatureWords(report: SignatureReport): string {
  const when = report.created ? `made ${instant(report.created)}` : undefined;
  const by = report.fingerprint
    ? `by ${grouped(report.fingerprint)}`
    : report.keyID
      ? `by key ID ${report.keyID}`
      : undefined;
  const details = [when, by, report.hash ?? undefined].filter((part) => part !== undefined).join(', ');
  return `${statusWords(report)}${details === '' ? '' : ` (${details})`}`;
}

function statusWords({ status, about }: SignatureReport): string {
  const date = about ? instant(about) : '';
  switch (status) {
    case 'good':
      return 'good';
    case 'bad':
      return 'bad: the text or the signature was changed after signing';
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
      return `dated before the key was made, on ${date}`;
    case 'key-cannot-sign':
      return `by a key that may not sign documents${about ? ` (${about})` : ''}`;
    case 'wrong-type':
      return about === '0x00'
        ? 'a signature of binary data (type 0x00), where only one of text counts'
        : `not the signature of a document (type ${about})`;
    case 'weak-hash':
      return `made with ${about}, which can be forged`;
    case 'malformed':
      return about === 'one-pass'
        ? 'malformed: the packets before and after the text disagree about it'
        : 'malformed: the signature packet is damaged';
    case 'unsupported':
      return about === 'invalid-utf8'
        ? 'unsupported: the text is not UTF-8, which programs read differently'
        : `unsupported: ${about ?? 'an unknown form'}`;
  }
}

export function warningWords(warning: Warning): string {
  const { code, count = 0, text } = warning;
  const lines = `${count} line${count === 1 ? '' : 's'}`;
  switch (code) {
    case 'crc-wrong':
      return "the armor's checksum is wrong, which is no verdict by itself: the data or the checksum was damaged";
    case 'crc-missing':
      return 'the armor has no checksum, which is no fault: newer programs leave it out';
    case 'text-before':
      return `${lines} of text before the block are not signed`;
    case 'text-after':
      return `${lines} of text after the block are not signed`;
    case 'label':
      return `the block says "${text}" and holds a detached signature`;
    case 'too-many-signatures':
      return `there are ${count} signatures, and only the first 64 were looked at`;
    case 'too-many-recipients':
      return `there are ${count} recipients, and only the first 1024 were looked at`;
    case 'names-primary':
      return 'a recipient names a key of the vendor that cannot decrypt';
    case 'revoked-since':
      return `the key was revoked after it made the signature (${text})`;
    case 'no-integrity':
      return 'the encryption has no protection against changes (an obsolete format)';
    case 'not-to-the-end':
      return `only the first ${count} bytes were looked at: whether the rest is whole is not known`;
    case 'outer-headers':
      return "the mail's From, Subject and Date are not signed: only the signed part is";
    case 'mangled-mail':
      return "a mail server (Exchange does this) has changed the mail's structure; it was undone";
    case 'secret-key':
      return 'this is a secret key: never send it to anyone, and revoke it if it has been sent';
  }
}

/** `key ID D4FF… (the vendor)`. */
export function recipientWords(recipient: Recipient): string {
  if (recipient.hidden) return `hidden (${recipient.algorithm})`;
  return `${recipient.keyID} (${recipient.algorithm})${recipient.ours ? ': the vendor' : ''}`;
}

export function encryptionWords({ version, cipher, aead }: Encryption): string {
  const form =
    version === 'ocb'
      ? 'LibrePGP encrypted data'
      : version === 0
        ? 'obsolete, without integrity protection'
        : version === 1
          ? 'version 1 (modification detection)'
          : 'version 2 (AEAD)';
  return [form, [cipher, aead].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Why "addressed to" and not "encrypted to". */
export const WHY_ADDRESSED =
  'key IDs in a message can be written by anyone: only who can decrypt it knows for whom it was encrypted';

/** The labelled lines of a result. */
export function verifyFields(result: Verification, vendor: VendorWords): Field[] {
  const fields: Field[] = [['Verdict', verdictWords(result, vendor)]];
  if (result.verdict === 'good') fields.push(['Signer', vendor.facts.userIDs[0] ?? vendor.name]);
  if ('signatures' in result) {
    fields.push([
      result.signatures.length === 1 ? 'Signature' : 'Signatures',
      result.signatures.map(signatureWords),
    ]);
  }
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

/** What to do next. */
export function hintsFor(
  result: Verification,
  given: { file: string; output?: string | undefined; command: VerifyCommand },
): string[] {
  const { file, command } = given;
  switch (result.verdict) {
    case 'malformed':
      return repairHints(result.problem, file === '-' ? 'FILE' : file, command);
    case 'good':
      return given.output === undefined && result.content !== null
        ? [`to read what was signed, and nothing else: ${command(['--output', '-'], file)}`]
        : [];
    case 'not-verified':
      return result.kind === 'cleartext' && result.signatures.some(({ status }) => status === 'bad')
        ? ['if a mail program may have changed it, save the whole mail as a file (.eml) and verify that']
        : [];
    case 'not-protected':
      return result.nature === 'mail-part' ? ['save that part as a file of its own and verify the file'] : [];
    default:
      return [];
  }
}

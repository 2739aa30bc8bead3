/** What stands below the answer of `verify`: who signed, when and how, and whom an encrypted message names. */
import type { CertificateFacts } from '../../../pgp/facts.js';
import type { SignatureReport } from '../../../pgp/verify/signature-report.js';
import type { Encryption, Recipient, Verification } from '../../../pgp/verify/verification.js';
import { day } from '../../../text/dates.js';
import type { Field } from '../../layout/fields.js';
import { signatureLines, signatureWords } from '../signature.js';
import { type About, inputName, type VendorWords } from './answer-words.js';
import { notSignedWords, partFields } from './mail-words.js';

/** The day on which the key that made a good signature, or its primary key, expired. */
function expiredOn(good: SignatureReport | undefined, { primary, subkeys }: CertificateFacts): string {
  const keys = [primary, ...subkeys.filter(({ fingerprint }) => fingerprint === good?.fingerprint)];
  const [first = ''] = keys.flatMap(({ expires }) => expires ?? []).sort();
  return day(first);
}

/** `key ID D4FF… (the vendor)`. */
export function recipientWords(recipient: Recipient): string {
  if (recipient.keyID.startsWith('?')) return 'not known: named in a way that is newer than this program';
  if (recipient.hidden) return `hidden (${recipient.algorithm})`;
  return `${recipient.keyID} (${recipient.algorithm})${recipient.ours ? ': the vendor' : ''}`;
}

const ENCRYPTIONS: Record<Encryption['version'], string> = {
  0: 'obsolete, without integrity protection',
  1: 'version 1 (with integrity protection)',
  2: 'version 2 (AEAD)',
  ocb: 'LibrePGP encrypted data',
};

/** `version 2 (AEAD), AES-256 OCB`. */
function encryptionWords({ version, cipher, aead }: Encryption): string {
  return [ENCRYPTIONS[version], [cipher, aead].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Why "addressed to" and not "encrypted to". */
const WHY_ADDRESSED = 'anyone can write a key ID into a message: only decrypting it shows for whom it is';

const ESCAPES = 'the text holds characters that could change how it looks; they are shown as \\u and digits';

/** A detached signature and its data, as they were named; `-` is standard input. */
export interface CheckedFiles {
  /** Several where each lay beside the data. */
  signatures: readonly string[];
  data: string;
  /** The one that was not named: it lay beside the other. */
  found: 'signature' | 'data' | undefined;
}

/** `report.pdf, with the signature in report.pdf.asc (found beside it)`. */
function filesWords({ signatures, data, found }: CheckedFiles): string {
  const beside = (which: CheckedFiles['found']) => (found === which ? ' (found beside it)' : '');
  const names = signatures.map(inputName).join(' and ');
  const noun = signatures.length === 1 ? 'signature' : 'signatures';
  return `${inputName(data)}${beside('data')}, with the ${noun} in ${names}${beside('signature')}`;
}

/**
 * The labelled lines below the answer.
 *
 * @param escaped whether the text that is shown above holds what the gate of sanitize.ts has made visible
 * @param wrapped for a terminal, where a fingerprint stands alone in its line; elsewhere a signature is one line
 */
export function detailFields(
  result: Verification,
  about: About & { vendor: VendorWords },
  {
    files,
    wrapped,
    escaped = false,
  }: { files: CheckedFiles | undefined; wrapped: boolean; escaped?: boolean },
): Field[] {
  const notSigned = notSignedWords(result);
  return [
    ...(escaped ? [['Escapes', ESCAPES] as const] : []),
    ...(result.verdict === 'good' ? signerFields(result, about.vendor) : []),
    ...(notSigned.length > 0 && result.verdict === 'good' ? [['Not signed', notSigned] as const] : []),
    ...('signatures' in result && !result.parts ? signatureFields(result.signatures, wrapped) : []),
    ...(result.parts ? partFields(result.parts, about) : []),
    ...(files ? [['Checked', filesWords(files)] as const] : []),
    ...('recipients' in result ? recipientFields(result) : []),
  ];
}

type Good = Extract<Verification, { verdict: 'good' }>;

/** The bundle's own name for its vendor, and for the key: a user ID is what its holder chose. */
function signerFields({ keyExpired, signatures }: Good, { name, place, keys }: VendorWords): Field[] {
  const good = signatures.find(({ status }) => status === 'good');
  const key = keys.find(({ facts }) => facts.primary.fingerprint === good?.primaryFingerprint);
  const whose = key?.name === undefined ? name : `${name}, with the key of ${key.name}`;
  const fields: Field[] = [
    ['Signed by', place === undefined ? whose : `${whose}, as the bundle at ${place} has it`],
  ];
  if (keyExpired && key) {
    const day = expiredOn(good, key.facts);
    fields.push(['Key', `expired on ${day}, after the signature was made, as its date has it`]);
  }
  return fields;
}

function signatureFields(signatures: readonly SignatureReport[], wrapped: boolean): Field[] {
  const label = signatures.length === 1 ? 'Signature' : 'Signatures';
  return [[label, signatures.flatMap(wrapped ? signatureLines : signatureWords)]];
}

function recipientFields(result: Extract<Verification, { recipients: Recipient[] }>): Field[] {
  const named = result.recipients.map(recipientWords);
  const fields: Field[] = [['Recipients', named.length > 0 ? named : 'none']];
  if (result.passwords > 0) fields.push(['Passwords', String(result.passwords)]);
  return [...fields, ['Encryption', encryptionWords(result.encryption)], ['Note', WHY_ADDRESSED]];
}

import { Failure } from '../errors.js';
import { refusal } from '../output/words/encrypt-words.js';
import { obstacleWords } from '../output/words/encryption-choice.js';
import type { EncryptionTarget } from '../pgp/encrypt/encryption-target.js';
import type { Signer } from '../pgp/encrypt/signer.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../pgp/policy/encryption-key.js';
import { certificateBehind } from './certificates.js';
import { bytesOf, piecesOf, type Source } from './source.js';
import { inFailures, type Vendor } from './vendor-handle.js';

export interface EncryptOptions {
  /** Binary instead of armored. */
  binary?: boolean;
  /** Refuse an expired key. */
  strict?: boolean;
  /** The sender's own certificate, armored or binary, so that the message can be read later. */
  encryptToSelf?: Uint8Array | string;
  /** The sender's secret key, armored or binary, and its pass phrase where it has one. */
  signWith?: { key: Uint8Array | string; passphrase?: string };
  /** Leave all key IDs out. */
  hiddenRecipient?: boolean;
  /** A name for the file inside; at most 255 bytes of UTF-8. */
  filename?: string;
  /** The bytes that the source has promised; more or fewer are an error. */
  size?: number;
  /** Takes the message piece by piece; each is awaited, and its memory is used again afterwards. */
  write?: (chunk: Uint8Array) => Promise<void> | void;
}

/** What `encrypt` did. */
export interface Encrypted {
  /** The message; empty where it went to `write`. */
  message: Uint8Array;
  bytesIn: number;
  bytesOut: number;
  /** Primary fingerprints and the keys encrypted to; the vendor first. */
  recipients: { userID: string | null; fingerprint: string; encryptionKey: string }[];
  /** When the vendor's key, or its encryption subkey, expired (ISO 8601), or `null`: tell the user. */
  expired: string | null;
}

/**
 * Encrypts to a vendor: the very bytes of `source`, in constant memory where `write` is given.
 *
 * An expired key is used unless `strict` (it takes no secrecy away) and reported in `expired`; a revoked one never.
 *
 * @throws Failure CERT_CANNOT_ENCRYPT, KEY_IS_PROTECTED, KEY_CANNOT_SIGN, BAD_DATA (a key that is none), USAGE,
 *   IO_ERROR (`size` is not what came); and what `source` and `write` throw
 */
export function encrypt(vendor: Vendor, source: Source, options: EncryptOptions = {}): Promise<Encrypted> {
  return inFailures(() => encryptSource(vendor, source, options));
}

async function encryptSource(vendor: Vendor, source: Source, options: EncryptOptions): Promise<Encrypted> {
  const now = new Date();
  const { recipient, expired } = vendorRecipient(vendor, options.strict === true, now);
  const recipients = [recipient];
  if (options.encryptToSelf !== undefined) recipients.push(await ownRecipient(options.encryptToSelf, now));
  const signer = options.signWith ? await signerOf(options.signWith, now) : undefined;
  if (Buffer.byteLength(options.filename ?? '') > 255) {
    throw new Failure('USAGE', 'a file name takes at most 255 bytes');
  }
  const { encryptStream } = await import('../pgp/encrypt/index.js');
  const parts: Uint8Array[] = [];
  const write = options.write ?? ((chunk: Uint8Array) => void parts.push(Uint8Array.from(chunk)));
  const { binary, hiddenRecipient: hidden, filename, size } = options;
  const request = { recipients, signer, armor: !binary, hidden, filename, size };
  const counts = await encryptStream(request, piecesOf(source), async (chunk) => write(chunk));
  return { message: Buffer.concat(parts), ...counts, recipients: recipients.map(recipientFacts), expired };
}

/** Whether, and with which key, a message can be encrypted to a certificate. */
export type Usability =
  | Exclude<EncryptionChoice, { status: 'no-encryption-key' }>
  | { status: 'no-encryption-key'; reason: string };

/** Judges a certificate at `now`. */
export function judge(facts: CertificateFacts, now: Date): Usability {
  const choice = chooseEncryptionKey(facts, now);
  if (choice.status !== 'no-encryption-key') return choice;
  return { status: choice.status, reason: obstacleWords(choice.obstacle, now) };
}

function vendorRecipient(
  vendor: Vendor,
  strict: boolean,
  now: Date,
): { recipient: EncryptionTarget; expired: string | null } {
  const certificate = certificateBehind(vendor);
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status === 'usable') return { recipient: { certificate, key: usability.key }, expired: null };
  if (usability.status !== 'expired' || strict)
    throw refusal(usability, now, `the key of ${vendor.name}`, []);
  return { recipient: { certificate, key: usability.key }, expired: usability.expired };
}

async function ownRecipient(data: Uint8Array | string, now: Date): Promise<EncryptionTarget> {
  const { readCertificate } = await import('../pgp/certificate/index.js');
  const certificate = await readCertificate(bytesOf(data), now);
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status !== 'usable') throw refusal(usability, now, 'the own certificate', []);
  return { certificate, key: usability.key };
}

async function signerOf(
  { key, passphrase }: NonNullable<EncryptOptions['signWith']>,
  now: Date,
): Promise<Signer> {
  const { readSigningKey, unlock } = await import('../pgp/encrypt/signer.js');
  return unlock(await readSigningKey(bytesOf(key), now), passphrase, now);
}

function recipientFacts({ certificate: { facts }, key }: EncryptionTarget): Encrypted['recipients'][number] {
  return {
    userID: facts.userIDs[0] ?? null,
    fingerprint: facts.primary.fingerprint,
    encryptionKey: key.fingerprint,
  };
}

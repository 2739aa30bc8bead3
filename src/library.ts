import { join } from 'node:path';
import type { Manifest, Notice } from './bundle/manifest.js';
import type { Bundle } from './bundle/model.js';
import { readBundle } from './bundle/read.js';
import { Failure } from './errors.js';
import { inWords } from './output/in-words.js';
import { refusal } from './output/words/encrypt-words.js';
import { obstacleWords } from './output/words/encryption-choice.js';
import type { Certificate } from './pgp/certificate/index.js';
import type { EncryptionTarget } from './pgp/encrypt/encryption-target.js';
import type { Signer } from './pgp/encrypt/signer.js';
import type { CertificateFacts } from './pgp/facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from './pgp/policy/encryption-key.js';
import { openCertificate } from './vendor/open.js';

/** A vendor's bundle, checked: its form, its pin, and every self-signature of its certificate. */
export interface Vendor {
  readonly name: string;
  /** The security address. */
  readonly address: string;
  /** The security page, Markdown as published. */
  readonly page: string;
  /** Dated facts about key and address, each with its source: show them to whoever is going to write. */
  readonly notices: readonly Notice[];
  /** Everything that `bundle.json` says. */
  readonly manifest: Manifest;
  /** What the certificate's verified self-signatures say. */
  readonly certificate: CertificateFacts;
}

export interface LoadOptions {
  /** A bundle's folder; without it the one that comes with this package. */
  dir?: string;
  /** Look for a newer copy of the certificate in the user's data folder, where `key update` keeps it. */
  updates?: boolean;
}

/** What a caller cannot do without, and no caller should touch. */
const certificates = new WeakMap<Vendor, Certificate>();

/**
 * Reads and checks a bundle. No network, and nothing outside the bundle's folder unless `updates` is set.
 *
 * @throws Failure PRIMARY_KEY_BAD (the certificate is not the pinned one), BAD_DATA, MISSING_INPUT, IO_ERROR
 */
export function loadBundle(options: LoadOptions = {}): Promise<Vendor> {
  return inFailures(() => openVendor(options));
}

/** Callers know Failures: a refusal of a layer below gets its words here. */
async function inFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await inWords(error);
  }
}

async function openVendor(options: LoadOptions): Promise<Vendor> {
  const bundle: Bundle = await readBundle(packageRoot(), options.dir);
  const { readStored } = await import('./vendor/stored-key.js');
  if (options.updates) bundle.findUpdate = () => readStored(bundle.manifest.key.fingerprint);
  const certificate = await openCertificate(bundle);
  const { manifest, pageSource } = bundle;
  const vendor: Vendor = {
    name: manifest.name,
    address: manifest.address,
    page: pageSource,
    notices: manifest.notices,
    manifest,
    certificate: certificate.facts,
  };
  certificates.set(vendor, certificate);
  return vendor;
}

/** The same from `src/` and from `dist/`. */
function packageRoot(): string {
  return join(import.meta.dirname, '..');
}

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

/** What can be encrypted: text (as UTF-8), bytes, or a stream of bytes (a Node.js `Readable` is one). */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array>;

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
  const { encryptStream } = await import('./pgp/encrypt/index.js');
  const parts: Uint8Array[] = [];
  const write = options.write ?? ((chunk: Uint8Array) => void parts.push(Uint8Array.from(chunk)));
  const { binary, hiddenRecipient: hidden, filename, size } = options;
  const request = { recipients, signer, armor: !binary, hidden, filename, size };
  const counts = await encryptStream(request, chunksOf(source), async (chunk) => write(chunk));
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
  const certificate = certificates.get(vendor);
  if (!certificate) throw new Failure('USAGE', 'this vendor does not come from loadBundle');
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status === 'usable') return { recipient: { certificate, key: usability.key }, expired: null };
  if (usability.status !== 'expired' || strict)
    throw refusal(usability, now, `the key of ${vendor.name}`, []);
  return { recipient: { certificate, key: usability.key }, expired: usability.expired };
}

async function ownRecipient(data: Uint8Array | string, now: Date): Promise<EncryptionTarget> {
  const { readCertificate } = await import('./pgp/certificate/index.js');
  const certificate = await readCertificate(bytesOf(data), now);
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status !== 'usable') throw refusal(usability, now, 'the own certificate', []);
  return { certificate, key: usability.key };
}

async function signerOf(
  { key, passphrase }: NonNullable<EncryptOptions['signWith']>,
  now: Date,
): Promise<Signer> {
  const { readSigningKey, unlock } = await import('./pgp/encrypt/signer.js');
  return unlock(await readSigningKey(bytesOf(key), now), passphrase, now);
}

function recipientFacts({ certificate: { facts }, key }: EncryptionTarget): Encrypted['recipients'][number] {
  return {
    userID: facts.userIDs[0] ?? null,
    fingerprint: facts.primary.fingerprint,
    encryptionKey: key.fingerprint,
  };
}

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data) : data;
}

async function* chunksOf(source: Source): AsyncGenerator<Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) yield bytesOf(source);
  else for await (const chunk of source) yield bytesOf(chunk);
}

import {
  createCleartextMessage,
  createMessage,
  enums,
  LiteralDataPacket,
  type PrivateKey,
  SignaturePacket,
  sign,
  config as standard,
} from 'openpgp';
import { readCertificate } from '../../src/pgp/certificate/index.js';
import type { KeyFacts } from '../../src/pgp/facts.js';
import { crc24 } from '../../src/pgp/format/crc24.js';
import { lookAt, type Trust, trustIn, type Verification } from '../../src/pgp/verify/index.js';
import { verifyDetached } from '../../src/pgp/verify/judge/judge-content.js';
import type { TestVendor } from './vendor.js';

/** Everything that a test of `pgp/verify` needs of its vendor. */
export async function trustOf(vendor: Pick<TestVendor, 'certificate'>, now = new Date()): Promise<Trust> {
  return trustIn([await readCertificate(Buffer.from(vendor.certificate), now)]);
}

/** The primary key of the one certificate that is trusted. */
export function primaryOf({ keys: [first] }: Trust): KeyFacts {
  if (!first) throw new Error('nobody is trusted');
  return first.primary;
}

export interface VerifyIn {
  now?: Date;
  maxSize?: number;
  /** For a detached signature. */
  data?: Uint8Array;
  /** Of a mail, or of several messages. */
  part?: number;
}

/** The verdict on a file, in this process. */
export async function verdictOn(
  message: string | Uint8Array,
  trust: Trust,
  given: VerifyIn = {},
): Promise<Verification> {
  const options = { now: given.now ?? new Date(), maxSize: given.maxSize ?? 64 << 20, part: given.part };
  const bytes = Buffer.from(message as Uint8Array);
  const look = await lookAt(bytes, trust, options);
  if ('verification' in look) return look.verification;
  const { data } = given;
  if (!data) throw new Error('a detached signature, and the test gives no data');
  return verifyDetached(look.detached, chunksOf(data), trust, options);
}

async function* chunksOf(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

export interface SignOptions {
  date?: Date;
  hash?: enums.hash;
  type?: enums.signature;
  /** Changes the packet before it is signed: subpackets, expiry. */
  change?: (packet: SignaturePacket) => void;
}

/** Without the salt that OpenPGP.js adds as a notation: it has none for the old hashes. */
const SIGNING = { ...standard, nonDeterministicSignaturesViaNotation: false };

/** One signature packet's body, made to order: any type, date and hash. */
export async function signatureBody(
  key: PrivateKey,
  content: Uint8Array,
  options: SignOptions = {},
  keyPacket: { algorithm: enums.publicKey } = key.keyPacket,
): Promise<Buffer> {
  const packet = new SignaturePacket();
  packet.signatureType = options.type ?? enums.signature.binary;
  packet.publicKeyAlgorithm = keyPacket.algorithm;
  packet.hashAlgorithm = options.hash ?? enums.hash.sha256;
  options.change?.(packet);
  const literal = new LiteralDataPacket();
  (literal as unknown as { setBytes(bytes: Uint8Array, format: number): void }).setBytes(content, 0x62);
  const toSign = packet as unknown as {
    sign(key: object, data: object, date: Date, detached: boolean, config: object): Promise<void>;
    write(): Uint8Array;
  };
  await toSign.sign(keyPacket, literal, options.date ?? new Date(), true, SIGNING);
  return Buffer.from(toSign.write());
}

/** A packet with a header in the current form (RFC 9580 section 4.2.1). */
export function packet(tag: number, body: Uint8Array): Buffer {
  const header = Buffer.from([0xc0 | tag, 0xff, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
}

export function literal(content: string | Uint8Array, format = 'b', name = ''): Buffer {
  const fileName = Buffer.from(name);
  const before = [Buffer.from(format), Buffer.of(fileName.length), fileName, Buffer.alloc(4)];
  return packet(11, Buffer.concat([...before, Buffer.from(content as Uint8Array)]));
}

/** The one-pass packet that goes with a signature packet's body. */
export function onePass(signature: Buffer, keyID: string, last = 1): Buffer {
  const [, type = 0, algorithm = 0, hash = 0] = signature;
  return packet(4, Buffer.from([3, type, hash, algorithm, ...Buffer.from(keyID, 'hex'), last]));
}

/** Armors bytes, 64 characters a line. */
export function armored(label: string, data: Uint8Array, options: { crc?: string | false } = {}): string {
  const lines =
    Buffer.from(data)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc24(data));
  const crc = options.crc === false ? [] : [options.crc ?? `=${sum.subarray(1).toString('base64')}`];
  return [`-----BEGIN PGP ${label}-----`, '', ...lines, ...crc, `-----END PGP ${label}-----`, ''].join('\n');
}

/** A message in the cleartext framework, as OpenPGP.js writes it, with LF. */
export async function cleartext(key: PrivateKey, text: string, date = new Date()): Promise<string> {
  const message = await createCleartextMessage({ text });
  return (await sign({ message, signingKeys: key, date })).replace(/\r\n/g, '\n');
}

/** One-pass, literal, signature: binary. */
export async function inline(key: PrivateKey, content: Uint8Array, date = new Date()): Promise<Buffer> {
  const message = await createMessage({ binary: content });
  return Buffer.from(await sign({ message, signingKeys: key, format: 'binary', date }));
}

/** One signer's armored messages, a form each: a text in cleartext and inline, and a detached signature over data. */
export async function armoredForms(key: PrivateKey, text: string, data: Uint8Array) {
  return {
    clear: await cleartext(key, text),
    message: armored('MESSAGE', await inline(key, Buffer.from(text))),
    signature: armored('SIGNATURE', packet(2, await signatureBody(key, data))),
  };
}

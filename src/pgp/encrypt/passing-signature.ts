import { createMessage, OnePassSignaturePacket, SignaturePacket, sign } from 'openpgp';
import { platform } from '../../platform/index.js';
import type { RunningHash } from '../../platform/model.js';
import type { Bytes } from '../../streams/byte-streams.js';
import { hashInfo } from '../format/algorithms.js';
import { writePacket } from '../format/key-packet-frames.js';
import { TAG } from '../format/tags.js';
import { SIGNING_CONFIG } from '../policy/openpgp-config.js';
import type { Signer } from './signer.js';

/** A signature over data that passes by (RFC 9580 sections 5.2.4 and 5.4). */
export interface PassingSignature {
  /** The packet that stands before the data. */
  onePass: Uint8Array;
  /** Hands the data on, and hashes it. */
  hashed(data: Bytes): Bytes;
  /** The packet that stands behind the data; to be asked for when all of it has passed. */
  packet(): Promise<Uint8Array>;
}

/** So much is kept and signed as it stands: OpenPGP.js has an RSA signature of a hash alone from slow arithmetic. */
const KEPT = 1 << 20;

/**
 * Starts a signature of the binary type. OpenPGP.js chooses its hash and makes it; but the data passes through no
 * stream of OpenPGP.js's, which take twice as long.
 */
export async function startSignature(signer: Signer): Promise<PassingSignature> {
  const fields = await signatureFields(signer);
  const hash = platform
    .hash(hashInfo(fields.hashAlgorithm)?.node ?? '')
    .update(fields.salt ?? new Uint8Array());
  let kept: Uint8Array[] | undefined = [];
  let length = 0;
  return {
    onePass: onePassPacket(fields, signer),
    async *hashed(data) {
      for await (const piece of data) {
        hash.update(piece);
        length += piece.length;
        if (length > KEPT) kept = undefined;
        kept?.push(Uint8Array.from(piece));
        yield piece;
      }
    },
    packet: () => signaturePacket(fields, signer, kept ? { kept: Buffer.concat(kept) } : { hash }),
  };
}

/** What a signature is to be like: of version 6, the salt is hashed before the data. */
interface Fields {
  signatureType: number;
  hashAlgorithm: number;
  publicKeyAlgorithm: number;
  salt: Uint8Array | null;
}

/** As OpenPGP.js chooses them: those of a signature over nothing. */
async function signatureFields({ key, keyPacket, date }: Signer): Promise<Fields> {
  const message = await createMessage({ binary: new Uint8Array() });
  const options = {
    message,
    signingKeys: key,
    signingKeyIDs: keyPacket.getKeyID(),
    date,
    config: SIGNING_CONFIG,
  };
  const { packets } = await sign({ ...options, detached: true, format: 'object' });
  const { signatureType, hashAlgorithm, publicKeyAlgorithm, salt } = packets[0] as unknown as Fields;
  return { signatureType, hashAlgorithm, publicKeyAlgorithm, salt };
}

/** Section 5.4. */
function onePassPacket(fields: Fields, { keyPacket }: Signer): Buffer {
  const packet = new OnePassSignaturePacket();
  Object.assign(packet, {
    ...fields,
    version: keyPacket.version === 6 ? 6 : 3,
    issuerKeyID: keyPacket.getKeyID(),
    issuerFingerprint: (keyPacket as unknown as { getFingerprintBytes(): Uint8Array }).getFingerprintBytes(),
    flags: 1, // the next packet is the data, not another of these
  });
  return writePacket({ tag: TAG.ONE_PASS, body: Buffer.from(packet.write()) });
}

/** What OpenPGP.js makes a signature of, beyond its types. */
interface SignaturePacketInside {
  signatureData: Uint8Array;
  toHash(...parameters: unknown[]): Uint8Array | undefined;
  hash(...parameters: unknown[]): Promise<Uint8Array>;
  calculateTrailer(data: null, detached: boolean): Uint8Array;
  sign(key: Signer['keyPacket'], data: unknown, date: Date, detached: boolean, config: object): Promise<void>;
  write(): Uint8Array;
}

/** @param signed the data, or its hash */
async function signaturePacket(
  fields: Fields,
  { keyPacket, date }: Signer,
  signed: { kept: Buffer } | { hash: RunningHash },
): Promise<Buffer> {
  const packet = Object.assign(new SignaturePacket() as unknown as SignaturePacketInside, fields);
  if ('hash' in signed) {
    const { hash } = signed;
    packet.toHash = () => undefined;
    packet.hash = async () =>
      hash.update(packet.signatureData).update(packet.calculateTrailer(null, false)).digest();
  }
  // in place of a literal packet
  const data = { text: null, getBytes: () => ('kept' in signed ? signed.kept : undefined) };
  await packet.sign(keyPacket, data, date, false, SIGNING_CONFIG);
  return writePacket({ tag: TAG.SIGNATURE, body: Buffer.from(packet.write()) });
}

import { type Bytes, joined, type Pool, regrouped } from '../../../streams/byte-streams.js';
import { TAG, type Tag } from '../../format/tags.js';
import type { PassingSignature } from '../passing-signature.js';
import { refuseEncryption } from '../reason.js';

/** A packet's header in the current format, and its body: RFC 9580 section 4.2. */
export interface WrittenPacket {
  bytes: Bytes;
  /** Of the whole packet, its header too; `undefined` where it is not known beforehand. */
  length: number | undefined;
}

/** What is encrypted, but for the data. */
export interface MessageContent {
  /** Bytes that the source has promised, of a regular file; `undefined` where nobody knows. */
  size: number | undefined;
  /** For the literal packet: at most 255 bytes of UTF-8. */
  filename?: string | undefined;
  signature?: PassingSignature | undefined;
}

/** Section 4.2.1.3: a length of four octets is the longest that a packet can promise. */
const LONGEST = 2 ** 32 - 1;

/** A partial length is a power of two, and the first at least 512: section 4.2.1.4. */
const PARTIAL_POWER = 20;

/** Its length is one octet (section 5.9). */
const LONGEST_NAME = 255;

/**
 * The literal packet (section 5.9) around data of `size` bytes (`undefined`: as many as come): binary, no date,
 * and no file name unless one is given (at most 255 bytes).
 */
export function literalPacket(
  data: Bytes,
  size: number | undefined,
  filename: string,
  pool: Pool,
): WrittenPacket {
  const name = Buffer.from(filename);
  if (name.length > LONGEST_NAME) {
    throw refuseEncryption('USAGE', { reason: 'filename-too-long', most: LONGEST_NAME });
  }
  const head = Buffer.concat([Buffer.from('b'), Uint8Array.of(name.length), name, new Uint8Array(4)]);
  return packet(TAG.LITERAL, joined([head], data), size === undefined ? undefined : head.length + size, pool);
}

/** What the encryption is around: the literal packet, and before and behind it what signs its data (section 10.3). */
export function contentPackets(
  data: Bytes,
  { size, filename = '', signature }: MessageContent,
  pool: Pool,
): WrittenPacket {
  if (!signature) return literalPacket(data, size, filename, pool);
  const literal = literalPacket(signature.hashed(data), size, filename, pool);
  const last = (async function* () {
    yield await signature.packet();
  })();
  // nobody knows how long a signature is going to be
  return { bytes: joined([signature.onePass], literal.bytes, last), length: undefined };
}

/** The encrypted data packet of version 1 (section 5.13.1) around `length` bytes of ciphertext. */
export function encryptedPacket(ciphertext: Bytes, length: number | undefined, pool: Pool): WrittenPacket {
  const version = Uint8Array.of(1);
  return packet(
    TAG.ENCRYPTED,
    joined([version], ciphertext),
    length === undefined ? undefined : version.length + length,
    pool,
  );
}

function packet(type: Tag, body: Bytes, length: number | undefined, pool: Pool): WrittenPacket {
  const tag = Uint8Array.of(0xc0 | type);
  if (length === undefined || length > LONGEST)
    return { bytes: joined([tag], inPartialLengths(body, pool)), length: undefined };
  const header = Buffer.concat([tag, definiteLength(length)]);
  return { bytes: joined([header], body), length: header.length + length };
}

/** Each block is announced by its own length octets; only the last may be other than a power of two. */
async function* inPartialLengths(body: Bytes, pool: Pool): Bytes {
  let held: Uint8Array | undefined;
  for await (const block of regrouped(body, 2 ** PARTIAL_POWER, pool)) {
    if (held) {
      yield Uint8Array.of(0xe0 | PARTIAL_POWER);
      yield held;
    }
    held = block;
  }
  yield definiteLength(held?.length ?? 0);
  if (held) yield held;
}

/** Section 4.2.1: one, two or five octets. */
export function definiteLength(length: number): Uint8Array {
  if (length < 192) return Uint8Array.of(length);
  if (length < 8384) return Uint8Array.of(192 + ((length - 192) >> 8), length - 192);
  return Uint8Array.of(0xff, length >>> 24, length >>> 16, length >>> 8, length);
}

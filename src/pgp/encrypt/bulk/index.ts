/**
 * Writes an encrypted message of any size in constant memory: what OpenPGP.js would write with the same session
 * key, as fast as the machine's AES. The format is version 1 of the encrypted data packet, with modification
 * detection (RFC 9580 section 5.13.1); every other goes through OpenPGP.js's own streams.
 */
import { platform } from '../../../platform/index.js';
import type { LineEnd } from '../../../streams/base64-lines.js';
import { type Bytes, createPool, joined, type Pool, regrouped } from '../../../streams/byte-streams.js';
import { TAG } from '../../format/tags.js';
import { countedBytes, ofSize } from '../promised-size.js';
import { encryptedCfb } from './cfb.js';
import { armored } from './write-armor.js';
import { contentPackets, encryptedPacket, type MessageContent } from './write-packets.js';

export interface BulkMessage extends MessageContent {
  /** The session key encrypted to each recipient: serialised packets (RFC 9580 section 5.1). */
  eskPackets: Uint8Array;
  sessionKey: { data: Uint8Array; algorithm: 'aes128' | 'aes192' | 'aes256' };
  armor: boolean;
  /** Of the armor. */
  lineEnd?: LineEnd | undefined;
}

/**
 * Encrypts `source` and hands the message to `write`, piece by piece, in order, one at a time: while a piece is
 * being written the next is made. A piece is left alone until its promise is kept, and then used again.
 *
 * @returns the bytes read and written
 * @throws Refusal IO_ERROR where the source has more or fewer bytes than `size`; whatever `source` and `write` throw
 */
export async function writeMessageV1(
  message: BulkMessage,
  source: Bytes,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<{ bytesIn: number; bytesOut: number }> {
  const counts = { bytesIn: 0, bytesOut: 0 };
  const pool = createPool();
  const packets = joined(
    [message.eskPackets],
    encrypted(message, countedBytes(ofSize(source, message.size), counts), pool),
  );
  const likely = message.size === undefined ? undefined : message.size + BESIDES;
  let writing = Promise.resolve();
  for await (const chunk of message.armor
    ? armored(packets, pool, { lineEnd: message.lineEnd, likely })
    : packets) {
    await writing;
    counts.bytesOut += chunk.length;
    writing = write(chunk).then(() => pool.give(chunk));
    writing.catch(() => undefined); // it is awaited above or below
  }
  await writing;
  return counts;
}

/**
 * What is read in one call of the cipher: long enough to make the call's cost small, small for the memory. A multiple of
 * 16, and never so short that two of them would be too short for the thread pool.
 */
const SEGMENT = 1 << 20;
const segmentFor = (size = SEGMENT) => Math.min(SEGMENT, Math.ceil((size + BESIDES) / 16) * 16);

/** More than a message holds besides its data. */
const BESIDES = 1 << 16;

function encrypted(message: BulkMessage, data: Bytes, pool: Pool): Bytes {
  const content = contentPackets(data, message, pool);
  const prefix = randomPrefix();
  const plaintext = withDetectionCode(joined([prefix], content.bytes));
  const length = content.length === undefined ? undefined : prefix.length + content.length + MDC_LENGTH;
  return encryptedPacket(
    encryptedCfb(regrouped(plaintext, segmentFor(message.size), pool), message.sessionKey.data),
    length,
    pool,
  ).bytes;
}

/** One block of random bytes, and its last two again (in place of an IV). */
function randomPrefix(): Uint8Array {
  const block = platform.randomBytes(16);
  return Buffer.concat([block, block.subarray(14)]);
}

/** Section 5.14: a packet of 20 octets, in the current format. */
const MDC_HEADER = Uint8Array.of(0xc0 | TAG.DETECTION_CODE, 20);
const MDC_LENGTH = 22;

/** Adds SHA-1 over everything, the code's own header too, which makes a change to the ciphertext visible. */
async function* withDetectionCode(plaintext: Bytes): Bytes {
  const hash = platform.hash('sha1');
  for await (const chunk of joined(plaintext, [MDC_HEADER])) {
    hash.update(chunk);
    yield chunk;
  }
  yield hash.digest();
}

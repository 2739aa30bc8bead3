import { pipeline, Readable } from 'node:stream';
import { createInflate, createInflateRaw, type Inflate, type InflateRaw } from 'node:zlib';
import { COMPRESSION } from '../../format/algorithms.js';
import { malformed } from '../malformed.js';
import { bunzip2 } from './bzip2/index.js';
import { OVERHEAD } from './decompress.js';

/** How much may still be unpacked, of all layers. */
export interface Allowance {
  /** The most bytes of content. */
  maxSize: number;
  left: number;
}

/**
 * Unpacks the body of a compressed packet (RFC 9580 section 5.6) while it comes; of bzip2, when all of it is there.
 *
 * @param pieces of the body, from its first octet on
 * @throws MalformedError as `decompress`, and what `pieces` throws
 */
export async function* unpacking(
  pieces: AsyncIterator<Uint8Array>,
  allowed: Allowance,
): AsyncGenerator<Uint8Array> {
  const { value: first } = await pieces.next();
  const algorithm = first?.[0] ?? -1;
  const tooLarge = () => malformed('too-large', { number: allowed.maxSize });
  const packed = following(first?.subarray(1), pieces);
  let unpacked = 0;
  for await (const piece of unpackedBy(algorithm, packed, allowed, tooLarge)) {
    unpacked += piece.length;
    allowed.left -= piece.length * (algorithm === COMPRESSION.BZIP2 ? 2 : 1);
    if (unpacked > allowed.maxSize + OVERHEAD || allowed.left < 0) tooLarge();
    yield piece;
  }
}

async function* following(
  first: Uint8Array | undefined,
  pieces: AsyncIterator<Uint8Array>,
): AsyncGenerator<Buffer> {
  if (first) yield Buffer.from(first);
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield Buffer.from(next.value);
}

function unpackedBy(
  algorithm: number,
  packed: AsyncGenerator<Buffer>,
  { maxSize }: Allowance,
  exceeded: () => never,
): AsyncIterable<Uint8Array> {
  if (algorithm === COMPRESSION.UNCOMPRESSED) return packed;
  if (algorithm === COMPRESSION.ZIP) return inflated(createInflateRaw({ chunkSize: CHUNK }), packed);
  if (algorithm === COMPRESSION.ZLIB) return inflated(createInflate({ chunkSize: CHUNK }), packed);
  if (algorithm !== COMPRESSION.BZIP2) malformed('compression', { number: algorithm });
  return whole(packed, (data) => bunzip2(data, { bytes: maxSize + OVERHEAD, exceeded }));
}

/** More at a time is no faster. */
const CHUNK = 1 << 16;

async function* inflated(
  inflate: Inflate | InflateRaw,
  packed: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  let given = 0;
  const counted = async function* () {
    for await (const piece of packed) {
      given += piece.length;
      yield piece;
    }
  };
  // what goes wrong is thrown by the iteration
  pipeline(Readable.from(counted()), inflate, () => undefined);
  try {
    for await (const piece of inflate) yield piece;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      malformed('compression-damaged');
    }
    throw error;
  }
  // the engine takes nothing behind the end of its data, and ends with the piece that goes on behind it
  if (inflate.bytesWritten !== given) malformed('compression-trailing');
}

async function* whole(
  packed: AsyncGenerator<Buffer>,
  unpack: (data: Buffer) => Buffer,
): AsyncGenerator<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of packed) parts.push(part);
  yield unpack(Buffer.concat(parts));
}

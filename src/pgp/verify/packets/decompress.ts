import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { COMPRESSION, type Compression } from '../../format/algorithms.js';
import { malformed } from '../malformed.js';
import { bunzip2 } from './bzip2/index.js';
import type { Limit } from './bzip2/unpacked.js';

/** What may stand around the content: packet headers, signatures. The content itself is measured by read-message.ts. */
export const OVERHEAD = 1 << 20;

/**
 * Unpacks the body of a compressed packet (RFC 9580 section 5.6), which is compressed data to its last byte.
 *
 * @param most bytes of content, and bytes that all layers may still unpack to; this one may have a mebibyte more
 * @throws MalformedError compression (unknown), compression-damaged, compression-trailing, too-large
 */
export function decompress(body: Buffer, most: { content: number; left: number }): Buffer {
  const data = body.subarray(1);
  const algorithm = body[0] ?? -1;
  const limit = {
    bytes: Math.min(most.content, most.left) + OVERHEAD,
    exceeded: () => malformed('too-large', { number: most.content }),
  };
  const unpack = (UNPACKERS as Partial<Record<number, Unpack>>)[algorithm];
  return unpack ? unpack(data, limit) : malformed('compression', { number: algorithm });
}

type Unpack = (data: Buffer, limit: Limit) => Buffer;

const UNPACKERS: Record<Compression, Unpack> = {
  [COMPRESSION.UNCOMPRESSED]: (data) => data,
  [COMPRESSION.ZIP]: (data, limit) => inflate(inflateRawSync, data, limit),
  [COMPRESSION.ZLIB]: (data, limit) => inflate(inflateSync, data, limit),
  [COMPRESSION.BZIP2]: bunzip2,
};

/** Larger than the default: thousands of small pieces cost more than the inflating. */
const CHUNK = 1 << 18;

function inflate(unpack: typeof inflateSync, data: Buffer, { bytes, exceeded }: Limit): Buffer {
  const { buffer, engine } = inflated(unpack, data, { bytes, exceeded });
  // where the stream ends before its packet, the rest is read by nobody, and signed by nobody
  return engine.bytesWritten === data.length ? buffer : malformed('compression-trailing');
}

/** What comes out, and how many bytes of `data` the stream was. */
interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

function inflated(unpack: typeof inflateSync, data: Buffer, { bytes, exceeded }: Limit): Inflated {
  try {
    // Z_FINISH: a stream that was cut off is an error; info: the result has the engine beside it
    const options = { finishFlush: constants.Z_FINISH, chunkSize: CHUNK, maxOutputLength: bytes, info: true };
    return unpack(data, options) as unknown as Inflated;
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return exceeded();
    }
    return malformed('compression-damaged');
  }
}

import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { malformed } from '../problems.js';
import { bunzip2 } from './bzip2/index.js';
import type { Limit } from './bzip2/output.js';

/** What may stand around the content: packet headers, signatures. The content itself is measured by message.ts. */
const OVERHEAD = 1 << 20;

/**
 * Unpacks the body of a compressed packet (RFC 9580 section 5.6).
 *
 * @param most bytes of content, and bytes that all layers may still unpack to; this one may have a mebibyte more
 * @throws MalformedError compression (unknown), compression-damaged, too-large
 */
export function decompress(body: Buffer, most: { content: number; left: number }): Buffer {
  const data = body.subarray(1);
  const algorithm = body[0] ?? -1;
  const limit = {
    bytes: Math.min(most.content, most.left) + OVERHEAD,
    exceeded: () => malformed('too-large', { number: most.content }),
  };
  if (algorithm === 0) return data;
  if (algorithm === 1 || algorithm === 2)
    return inflate(algorithm === 1 ? inflateRawSync : inflateSync, data, limit);
  if (algorithm === 3) return bunzip2(data, limit);
  return malformed('compression', { number: algorithm });
}

/** Larger than the default: thousands of small pieces cost more than the inflating. */
const CHUNK = 1 << 18;

function inflate(unpack: typeof inflateSync, data: Buffer, { bytes, exceeded }: Limit): Buffer {
  try {
    // Z_FINISH: a stream that was cut off is an error
    return unpack(data, { maxOutputLength: bytes, finishFlush: constants.Z_FINISH, chunkSize: CHUNK });
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return exceeded();
    }
    return malformed('compression-damaged');
  }
}

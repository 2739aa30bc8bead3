import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { bunzip2 } from './bzip2/index.js';
import { malformed } from './problems.js';

/**
 * Unpacks the body of a compressed packet (RFC 9580 section 5.6).
 *
 * @param maxSize the most bytes that it may unpack to
 * @throws MalformedError compression (unknown), compression-damaged, too-large
 */
export function decompress(body: Buffer, maxSize: number): Buffer {
  const data = body.subarray(1);
  const algorithm = body[0] ?? -1;
  if (algorithm === 0) return data;
  if (algorithm === 1 || algorithm === 2)
    return inflate(algorithm === 1 ? inflateRawSync : inflateSync, data, maxSize);
  if (algorithm === 3) return bunzip2(data, maxSize);
  return malformed('compression', { number: algorithm });
}

/** Larger than the default: thousands of small pieces cost more than the inflating. */
const CHUNK = 1 << 18;

function inflate(unpack: typeof inflateSync, data: Buffer, maxSize: number): Buffer {
  try {
    // Z_FINISH: a stream that was cut off is an error
    return unpack(data, { maxOutputLength: maxSize, finishFlush: constants.Z_FINISH, chunkSize: CHUNK });
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return malformed('too-large', { number: maxSize });
    }
    return malformed('compression-damaged');
  }
}

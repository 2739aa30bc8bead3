/** ASCII armor of a message: RFC 9580 section 6.2. */

import { base64Lines, type LineEnd } from '../../../streams/base64-lines.js';
import type { Bytes, Pool } from '../../../streams/byte-streams.js';
import { Crc24 } from '../../format/crc24.js';

interface ArmorOptions {
  /** Must be off for a message whose encrypted data packet is of version 2 (section 6.1). */
  checksum?: boolean;
  lineEnd?: LineEnd | undefined;
  /** Bytes that are likely to come: buffers are made no larger than that. */
  likely?: number | undefined;
}

/**
 * Armors a stream: header line, base64 in lines of 64, checksum, tail line. The checksum may be left out by now
 * (section 6.1), but GnuPG 2.2 reports base64 that ends without padding as damaged where it is missing (T7071).
 */
export async function* armored(
  data: Bytes,
  pool: Pool,
  { checksum = true, lineEnd = '\n', likely }: ArmorOptions = {},
): Bytes {
  const crc = new Crc24();
  yield Buffer.from(`-----BEGIN PGP MESSAGE-----${lineEnd}${lineEnd}`);
  const seen = checksum ? (bytes: Uint8Array) => crc.update(bytes) : undefined;
  yield* base64Lines(data, { pool, lineEnd, likely, ...(seen && { seen }) });
  const sum = checksum ? `=${Buffer.from(crc.digest()).toString('base64')}${lineEnd}` : '';
  yield Buffer.from(`${sum}-----END PGP MESSAGE-----${lineEnd}`);
}

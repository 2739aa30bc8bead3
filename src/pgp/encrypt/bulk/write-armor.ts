/** ASCII armor of a message: RFC 9580 section 6.2. */

import { Crc24 } from '../../format/crc24.js';
import { type Bytes, type Pool, regrouped } from '../byte-streams.js';

const HEAD = '-----BEGIN PGP MESSAGE-----\n\n';
const TAIL = '-----END PGP MESSAGE-----\n';

/** 48 bytes give a line of 64 characters. */
const LINE_BYTES = 48;
const LINE = 64;

/** Node's base64 is fast (7 GB/s) up to about this much in one call, and fifty times slower from 96 KiB up. */
const PIECE = 512 * LINE_BYTES;

const BLOCK = 16 * PIECE;
const TEXT_BLOCK = (BLOCK / LINE_BYTES) * (LINE + 1);

/**
 * Armors a stream: header line, base64 in lines of 64, checksum, tail line. The checksum may be left out by now
 * (section 6.1), but GnuPG 2.2 reports base64 that ends without padding as damaged where it is missing (T7071).
 *
 * @param checksum must be off for a message whose encrypted data packet is of version 2 (section 6.1)
 */
export async function* armored(data: Bytes, pool: Pool, checksum = true): Bytes {
  const crc = new Crc24();
  const characters = Buffer.allocUnsafeSlow((PIECE / 3) * 4);
  yield Buffer.from(HEAD);
  for await (const block of regrouped(data, BLOCK, pool)) {
    const text = pool.take(TEXT_BLOCK);
    let length = 0;
    for (let at = 0; at < block.length; at += PIECE) {
      const piece = Buffer.from(block.buffer, block.byteOffset + at, Math.min(PIECE, block.length - at));
      if (checksum) crc.update(piece);
      const written = characters.write(piece.toString('base64'), 'latin1');
      length = intoLines(characters.subarray(0, written), text, length);
    }
    pool.give(block);
    yield text.subarray(0, length);
  }
  const sum = checksum ? `=${Buffer.from(crc.digest()).toString('base64')}\n` : '';
  yield Buffer.from(sum + TAIL);
}

/**
 * Copies `characters` into `text` from `at` on, a line feed after each 64, and returns where it ends. A line is
 * moved as eight numbers of eight bytes, ten times as fast as `set` for so little. (As bits of a number, base64
 * is never NaN, so nothing is changed on the way.)
 */
function intoLines(characters: Uint8Array, text: Uint8Array, at: number): number {
  const from = new DataView(characters.buffer, characters.byteOffset, characters.length);
  const to = new DataView(text.buffer, text.byteOffset, text.length);
  const whole = characters.length - (characters.length % LINE);
  let end = at;
  for (let i = 0; i < whole; i += LINE) {
    to.setFloat64(end, from.getFloat64(i, true), true);
    to.setFloat64(end + 8, from.getFloat64(i + 8, true), true);
    to.setFloat64(end + 16, from.getFloat64(i + 16, true), true);
    to.setFloat64(end + 24, from.getFloat64(i + 24, true), true);
    to.setFloat64(end + 32, from.getFloat64(i + 32, true), true);
    to.setFloat64(end + 40, from.getFloat64(i + 40, true), true);
    to.setFloat64(end + 48, from.getFloat64(i + 48, true), true);
    to.setFloat64(end + 56, from.getFloat64(i + 56, true), true);
    text[end + LINE] = 0x0a;
    end += LINE + 1;
  }
  if (whole === characters.length) return end;
  text.set(characters.subarray(whole), end);
  end += characters.length - whole;
  text[end] = 0x0a;
  return end + 1;
}

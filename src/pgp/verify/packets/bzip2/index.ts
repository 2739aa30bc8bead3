/**
 * Unpacks bzip2 (RFC 9580 section 5.6, algorithm 3). Node.js has none, and OpenPGP.js's unpacks far more than a
 * limit allows before it notices; this one counts every byte.
 */
import { malformed } from '../../malformed.js';
import { Bits, damaged } from './bit-reader.js';
import { readSymbols } from './symbols.js';
import { type Limit, Output } from './unpacked.js';

const BLOCK = 0x314159265359;
const END = 0x177245385090;

/** @throws MalformedError compression-damaged, compression-trailing, and what the limit throws */
export function bunzip2(data: Buffer, limit: Limit): Buffer {
  const bits = new Bits(data);
  const out = new Output(limit);
  if (bits.read(24) !== 0x425a68) damaged(); // BZh
  const level = bits.read(8) - 0x30;
  if (level < 1 || level > 9) damaged();
  const table = new Uint32Array(level * 100_000);
  let combined = 0;
  for (;;) {
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    const crc = bits.read32();
    if (magic === END) {
      if (combined >>> 0 !== crc) damaged();
      return bits.isAtEnd() ? out.done() : malformed('compression-trailing');
    }
    if (magic !== BLOCK || bits.read(1) !== 0) damaged();
    if (readBlock(bits, table, out) !== crc) damaged();
    combined = ((combined << 1) | (combined >>> 31)) ^ crc;
  }
}

/** One block: its symbols undone, its bytes handed to `out`. Returns their CRC. */
function readBlock(bits: Bits, table: Uint32Array, out: Output): number {
  const origin = bits.read(24);
  const length = readSymbols(bits, table);
  if (origin >= length) damaged();
  link(table, length);
  return out.unrun(table, length, origin);
}

/** The Burrows-Wheeler transform's links, into the upper bits of `table`. */
function link(table: Uint32Array, length: number): void {
  const starts = new Uint32Array(257);
  for (let i = 0; i < length; i++) {
    const next = ((table[i] ?? 0) & 0xff) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let byte = 1; byte < 257; byte++) starts[byte] = (starts[byte] ?? 0) + (starts[byte - 1] ?? 0);
  for (let i = 0; i < length; i++) {
    const byte = (table[i] ?? 0) & 0xff;
    const at = starts[byte] ?? 0;
    table[at] = (table[at] ?? 0) | (i << 8);
    starts[byte] = at + 1;
  }
}

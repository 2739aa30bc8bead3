/**
 * Unpacks bzip2 (RFC 9580 section 5.6, algorithm 3). Node.js has none, and OpenPGP.js's unpacks far more than a
 * limit allows before it notices; this one counts every byte.
 */
import { malformed } from './types.js';

const BLOCK = 0x314159265359;
const END = 0x177245385090;
const DAMAGED = () => malformed('compression-damaged');

/** @throws MalformedError compression-damaged, too-large */
export function bunzip2(data: Buffer, maxSize: number): Buffer {
  const bits = new Bits(data);
  const out = new Output(maxSize);
  if (bits.read(24) !== 0x425a68) DAMAGED();
  const level = bits.read(8) - 0x30;
  if (level < 1 || level > 9) DAMAGED();
  const table = new Uint32Array(level * 100_000);
  let combined = 0;
  for (;;) {
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    const crc = bits.read32();
    if (magic === END) {
      if (combined >>> 0 !== crc) DAMAGED();
      return out.done();
    }
    if (magic !== BLOCK || bits.read(1) !== 0) DAMAGED();
    const made = readBlock(bits, table, out);
    if (made !== crc) DAMAGED();
    combined = ((combined << 1) | (combined >>> 31)) ^ made;
  }
}

/** Bits, the highest of each byte first. */
class Bits {
  #at = 0;
  #held = 0;
  #count = 0;
  readonly #data: Buffer;

  constructor(data: Buffer) {
    this.#data = data;
  }

  /** Up to 24 bits. */
  read(width: number): number {
    while (this.#count < width) {
      if (this.#at >= this.#data.length) DAMAGED();
      this.#held = ((this.#held << 8) | (this.#data[this.#at++] ?? 0)) & 0x7fffffff;
      this.#count += 8;
    }
    this.#count -= width;
    const value = (this.#held >>> this.#count) & ((1 << width) - 1);
    this.#held &= (1 << this.#count) - 1;
    return value;
  }

  read32(): number {
    return (this.read(16) * 0x10000 + this.read(16)) >>> 0;
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  return crc >>> 0;
});

/** Grows up to a limit. */
class Output {
  #buffer = Buffer.allocUnsafe(1 << 16);
  #length = 0;
  crc = -1;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(byte: number, times: number): void {
    if (this.#length + times > this.#limit) malformed('too-large', { number: this.#limit });
    if (this.#length + times > this.#buffer.length) this.#grow();
    for (let i = 0; i < times; i++) {
      this.#buffer[this.#length++] = byte;
      this.crc = (this.crc << 8) ^ (CRC[((this.crc >>> 24) ^ byte) & 0xff] ?? 0);
    }
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(Math.min(this.#buffer.length * 2, this.#limit) + 256);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }

  done(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }
}

/** One block: its symbols undone, its bytes handed to `out`. Returns their CRC. */
function readBlock(bits: Bits, table: Uint32Array, out: Output): number {
  const origin = bits.read(24);
  const length = readSymbols(bits, table);
  if (origin >= length) DAMAGED();
  sortBack(table, length);
  out.crc = -1;
  unrun(table, length, origin, out);
  return ~out.crc >>> 0;
}

/** Huffman codes, run lengths of zero and move-to-front; the bytes end in the low bits of `table`. */
function readSymbols(bits: Bits, table: Uint32Array): number {
  const front = readUsed(bits);
  const end = front.length + 1;
  const groups = bits.read(3);
  const count = bits.read(15);
  if (groups < 2 || groups > 6 || count < 1 || front.length === 0) DAMAGED();
  const selectors = readSelectors(bits, groups, count);
  const codes = Array.from({ length: groups }, () => readCode(bits, front.length + 2));
  let length = 0;
  let run = 0;
  let weight = 1;
  const put = (byte: number, times: number) => {
    if (length + times > table.length) DAMAGED();
    table.fill(byte, length, length + times);
    length += times;
  };
  for (let symbolCount = 0; ; symbolCount++) {
    const code = codes[selectors[Math.floor(symbolCount / 50)] ?? 6] ?? DAMAGED();
    const symbol = code.next(bits);
    if (symbol <= 1) {
      if (run > table.length) DAMAGED();
      run += weight << symbol;
      weight <<= 1;
      continue;
    }
    if (run > 0) put(front[0] ?? 0, run);
    run = 0;
    weight = 1;
    if (symbol === end) return length;
    const byte = front[symbol - 1] ?? DAMAGED();
    front.copyWithin(1, 0, symbol - 1);
    front[0] = byte;
    put(byte, 1);
  }
}

function readUsed(bits: Bits): Uint8Array {
  const rows = bits.read(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) {
      if ((columns & (0x8000 >> column)) !== 0) used.push(row * 16 + column);
    }
  }
  return Uint8Array.from(used);
}

function readSelectors(bits: Bits, groups: number, count: number): Uint8Array {
  const front = [0, 1, 2, 3, 4, 5].slice(0, groups);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let position = 0;
    while (bits.read(1) === 1) position++;
    const [group] = front.splice(position, 1);
    if (group === undefined) DAMAGED();
    else {
      front.unshift(group);
      selectors[i] = group;
    }
  }
  return selectors;
}

/** A canonical Huffman code: for each length the last code of it, and where its symbols start. */
class Code {
  readonly #limit: Int32Array;
  readonly #base: Int32Array;
  readonly #symbols: Uint16Array;
  readonly #shortest: number;

  constructor(lengths: Uint8Array) {
    const counts = new Int32Array(22);
    for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
    this.#limit = new Int32Array(22).fill(-1);
    this.#base = new Int32Array(22);
    this.#shortest = lengths.reduce((least, length) => Math.min(least, length), 20);
    this.#symbols = Uint16Array.from(
      [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b),
    );
    let code = 0;
    let index = 0;
    for (let length = 1; length <= 20; length++) {
      const count = counts[length] ?? 0;
      this.#base[length] = index - code;
      code += count;
      index += count;
      this.#limit[length] = count > 0 ? code - 1 : -1;
      code <<= 1;
    }
  }

  next(bits: Bits): number {
    let length = this.#shortest;
    let code = bits.read(length);
    while (code > (this.#limit[length] ?? 0)) {
      if (++length > 20) return DAMAGED();
      code = (code << 1) | bits.read(1);
    }
    return this.#symbols[code + (this.#base[length] ?? 0)] ?? DAMAGED();
  }
}

function readCode(bits: Bits, symbols: number): Code {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > 20) DAMAGED();
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new Code(lengths);
}

/** The Burrows-Wheeler transform's links, in the upper bits of `table`. */
function sortBack(table: Uint32Array, length: number): void {
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

/** Follows the links and undoes the first run-length coding: four equal bytes, then how many more. */
function unrun(table: Uint32Array, length: number, origin: number, out: Output): void {
  let entry = table[origin] ?? 0;
  let last = -1;
  let same = 0;
  for (let i = 0; i < length; i++) {
    entry = table[entry >>> 8] ?? 0;
    const byte = entry & 0xff;
    if (same === 4) {
      if (byte > 0) out.push(last, byte);
      same = 0;
      last = -1;
      continue;
    }
    same = byte === last ? same + 1 : 1;
    last = byte;
    out.push(byte, 1);
  }
}

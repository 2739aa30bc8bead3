import { type Bits, damaged } from './bit-reader.js';

/** bzip2 allows codes of up to 20 bits. */
const LONGEST = 20;

/** A canonical Huffman code: for each length its last code, and where its symbols start. */
export class Code {
  readonly #last = new Int32Array(LONGEST + 2).fill(-1);
  readonly #base = new Int32Array(LONGEST + 2);
  readonly #symbols: Uint16Array;
  readonly #shortest: number;

  constructor(lengths: Uint8Array) {
    const counts = new Int32Array(LONGEST + 2);
    for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
    this.#shortest = lengths.reduce((least, length) => Math.min(least, length), LONGEST);
    this.#symbols = Uint16Array.from(
      [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b),
    );
    let code = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST; length++) {
      const count = counts[length] ?? 0;
      this.#base[length] = index - code;
      code += count;
      index += count;
      if (count > 0) this.#last[length] = code - 1;
      code <<= 1;
    }
  }

  /** The next symbol. @throws MalformedError */
  next(bits: Bits): number {
    let length = this.#shortest;
    let code = bits.read(length);
    while (code > (this.#last[length] ?? 0)) {
      if (++length > LONGEST) return damaged();
      code = (code << 1) | bits.read(1);
    }
    return this.#symbols[code + (this.#base[length] ?? 0)] ?? damaged();
  }
}

/** Code lengths, each as steps from the one before. */
export function readCode(bits: Bits, symbols: number): Code {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST) damaged();
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new Code(lengths);
}

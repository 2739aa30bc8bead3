import { malformed } from '../../malformed.js';

/** Ends the unpacking: the stream is not bzip2's, or was changed. */
export function damaged(): never {
  return malformed('compression-damaged');
}

/** Bits of a stream, the highest of each byte first. */
export class Bits {
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
      if (this.#at >= this.#data.length) damaged();
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

  /** Whether the last byte has been read, but for the bits that fill it up. */
  isAtEnd(): boolean {
    return this.#at === this.#data.length;
  }
}

/** How far an unpacking may go, and what happens beyond. */
export interface Limit {
  bytes: number;
  exceeded: () => never;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  return crc >>> 0;
});

/**
 * What the first buffer may be: larger ones are doubled, with a copy. Memory is not taken before it is written to.
 */
const FIRST = 66 << 20;

/** What has been unpacked: it grows up to a limit, and never past it. */
export class Output {
  #buffer: Buffer;
  #length = 0;
  readonly #limit: Limit;

  constructor(limit: Limit) {
    this.#limit = limit;
    this.#buffer = Buffer.allocUnsafe(Math.min(FIRST, limit.bytes + 1024));
  }

  /**
   * Follows the transform's links (the upper bits of `table`) from `origin` and undoes the first run-length coding:
   * four equal bytes, then how many more there are.
   *
   * @returns the CRC of what was added
   */
  unrun(table: Uint32Array, count: number, origin: number): number {
    let entry = table[origin] ?? 0;
    let last = -1;
    let same = 0;
    let crc = -1;
    // in variables: a field for each byte takes twice the time
    let buffer = this.#buffer;
    let length = this.#length;
    for (let i = 0; i < count; i++) {
      if (length + 256 > buffer.length) buffer = this.#grow(length);
      entry = table[entry >>> 8] ?? 0;
      const byte = entry & 0xff;
      let times = 1;
      if (same === 4) {
        times = byte;
        same = 0;
      } else {
        same = byte === last ? same + 1 : 1;
        last = byte;
      }
      for (; times > 0; times--) {
        buffer[length++] = last;
        crc = (crc << 8) ^ (CRC[((crc >>> 24) ^ last) & 0xff] ?? 0);
      }
      if (same === 0) last = -1;
    }
    this.#length = length;
    if (length > this.#limit.bytes) this.#limit.exceeded();
    return ~crc >>> 0;
  }

  #grow(length: number): Buffer {
    if (length > this.#limit.bytes) this.#limit.exceeded();
    const larger = Buffer.allocUnsafe(Math.min(this.#buffer.length * 2, this.#limit.bytes + 1024));
    this.#buffer.copy(larger, 0, 0, length);
    this.#buffer = larger;
    return larger;
  }

  done(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }
}

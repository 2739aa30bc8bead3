/** RFC 9580 section 6.1.1, the generator without its top bit. */
const GENERATOR = 0x864cfb;
const INITIAL = 0xb704ce;

/**
 * Eight tables, one for each byte of the eight that are taken in one step ("slicing by 8"): byte by byte the
 * checksum would take longer than all the rest of the armor. The checksum stands in the upper 24 bits of a word.
 */
let tables: Int32Array | undefined;

function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ (GENERATOR << 8) : crc << 1;
    made[byte] = crc;
  }
  for (let i = 256; i < made.length; i++) {
    const before = made[i - 256] ?? 0;
    made[i] = (before << 8) ^ (made[before >>> 24] ?? 0);
  }
  return made;
}

/** The armor's checksum over bytes that come in pieces. */
export class Crc24 {
  private crc = INITIAL << 8;

  update(bytes: Uint8Array): void {
    tables ??= makeTables();
    this.crc = updated(this.crc, bytes, tables);
  }

  get value(): number {
    return this.crc >>> 8;
  }

  /** Three bytes. */
  digest(): Uint8Array {
    return Uint8Array.of(this.crc >>> 24, this.crc >>> 16, this.crc >>> 8);
  }
}

/** Of bytes that are all there, as a number of 24 bits. */
export function crc24(bytes: Uint8Array): number {
  const crc = new Crc24();
  crc.update(bytes);
  return crc.value;
}

/** Without functions for its steps: of a short message none of them is ever compiled. */
function updated(start: number, bytes: Uint8Array, t: Int32Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length - (bytes.length % 8);
  let crc = start;
  for (let at = 0; at < whole; at += 8) {
    const a = crc ^ view.getInt32(at);
    const b = view.getInt32(at + 4);
    crc =
      (t[0x700 | (a >>> 24)] ?? 0) ^
      (t[0x600 | ((a >>> 16) & 255)] ?? 0) ^
      (t[0x500 | ((a >>> 8) & 255)] ?? 0) ^
      (t[0x400 | (a & 255)] ?? 0) ^
      (t[0x300 | (b >>> 24)] ?? 0) ^
      (t[0x200 | ((b >>> 16) & 255)] ?? 0) ^
      (t[0x100 | ((b >>> 8) & 255)] ?? 0) ^
      (t[b & 255] ?? 0);
  }
  for (const byte of bytes.subarray(whole)) crc = (crc << 8) ^ (t[(crc >>> 24) ^ byte] ?? 0);
  return crc;
}

import type { Line } from '../../../text/byte-lines.js';

/** Enough of them to be worth a look, and so many that what they hold stays in the processor's cache. */
const FEWEST = 16;
const MOST = 512;

const CR = 13;
const LF = 10;

/** Lines of base64 that are one as long as the other, as programs write them. */
export interface RegularLines {
  /** A multiple of four, so that they hold whole groups of four characters. */
  count: number;
  /** The length of each, without its line break. */
  width: number;
  /** Where the line behind them begins. */
  next: number;
}

/** The whole lines from `line` on that are as long as it and end as it does; `undefined`: too few. */
export function regularLines(data: Buffer, line: Line): RegularLines | undefined {
  const step = line.next - line.start;
  const width = line.end - line.start;
  if (width === 0 || step === width) return undefined;
  const isLine = (end: number) => data[end - 1] === LF && (step - width === 1 || data[end - 2] === CR);
  let count = 1;
  let next = line.next;
  for (; count < MOST && next + step <= data.length && isLine(next + step); next += step) count++;
  const over = count % 4;
  return count < FEWEST ? undefined : { count: count - over, width, next: next - over * step };
}

/**
 * Decodes them at one go: several times as fast as line by line.
 *
 * @param out has room for what they hold
 * @returns what of `out` they fill, and whether a plus sign is among them; `undefined`: some hold something else
 */
export function decodeRegular(
  data: Buffer,
  { start }: Line,
  { count, width, next }: RegularLines,
  out: Buffer,
): { bytes: Buffer; plus: boolean } | undefined {
  const text = data.toString('latin1', start, next);
  // Node.js takes the alphabet of web addresses too, and passes over what is no base64: then it writes less
  if (text.includes('-') || text.includes('_')) return undefined;
  const size = (count * width * 3) / 4;
  return out.write(text, 'base64') === size
    ? { bytes: out.subarray(0, size), plus: text.includes('+') }
    : undefined;
}

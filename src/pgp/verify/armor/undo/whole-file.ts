/** What is undone of a whole file. */
import { isUtf16Block } from '../disguises.js';
import { blockBegin, replaceBlock } from './block-range.js';

/** UTF-16 to UTF-8, with its byte order mark or without. What is no character makes no signature good. */
export function undoUtf16(data: Buffer): Buffer | undefined {
  if (data.length % 2 !== 0 || !isUtf16Block(data)) return undefined;
  const big = data[0] === 0xfe || data[0] === 0;
  const little = big ? Buffer.from(data).swap16() : data;
  const text = little.toString('utf16le');
  return Buffer.from(text.startsWith('\ufeff') ? text.slice(1) : text);
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The byte order mark before the first line of a block, or of the file. */
export function undoBom(data: Buffer): Buffer | undefined {
  const begin = blockBegin(data);
  const start = begin?.damage === 'bom' ? begin.start : 0;
  if (!data.subarray(start, start + 3).equals(BOM)) return undefined;
  return replaceBlock(data, { start, end: start + 3 }, Buffer.alloc(0));
}

const LF = 10;
const CR = 13;

/** Line breaks of which each has grown a second carriage return. */
export function undoCrCrLf(data: Buffer): Buffer | undefined {
  if (!data.includes('\r\r\n')) return undefined;
  const out = Buffer.allocUnsafe(data.length);
  let to = 0;
  let from = 0;
  for (let at = data.indexOf(LF); at >= 0; at = data.indexOf(LF, at + 1)) {
    if (data[at - 1] !== CR || data[at - 2] !== CR || at - 2 < from) return undefined;
    to += data.copy(out, to, from, at - 1);
    out[to++] = LF;
    from = at + 1;
  }
  to += data.copy(out, to, from);
  return out.subarray(0, to);
}

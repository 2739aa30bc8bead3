import { decodeBody } from '../../../../mail/encoding.js';
import { blockRange, replaceBlock } from './block-range.js';

/** An escape or a soft line break (RFC 2045 section 6.7). */
const ESCAPE = /^=(?:[0-9A-Fa-f]{2}|[ \t]{0,80}(?:\r?\n|$))/;

/** Quoted-printable, where every equals sign of the block is a part of it. */
export function undoQuotedPrintable(data: Buffer): Buffer | undefined {
  const range = blockRange(data);
  if (!range) return undefined;
  // a blank that was escaped, or a soft break, may end the last line
  const block = data.subarray(range.start, range.end);
  let escapes = 0;
  for (let at = block.indexOf('='); at >= 0; at = block.indexOf('=', at + 1)) {
    if (!ESCAPE.test(block.toString('latin1', at, at + 84))) return undefined;
    escapes++;
  }
  const decoded = escapes === 0 ? undefined : decodeBody(block, 'quoted-printable');
  return decoded && replaceBlock(data, range, decoded);
}

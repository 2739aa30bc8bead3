import { lineAt } from '../../../../text/byte-lines.js';
import { type BeginLine, beginLines } from '../begin-lines.js';

/** The one block of a text that is to be undone: from the line of its beginning to the line of its end. */
export interface BlockRange {
  begin: BeginLine;
  /** Of the bytes of the block: from the start of its first line, to the end of its last. */
  start: number;
  end: number;
  /** Where the mark of its end stands, but for its first hyphen. */
  mark: number;
}

/** What the last line of a block holds, by what the block is meant to be. */
export function endMark(begin: BeginLine): string {
  return begin.meant === 'cleartext' ? '-----END PGP SIGNATURE-----' : '-----END PGP ';
}

/** @returns the first block that is no certificate; the first certificate where there is nothing else */
export function blockBegin(data: Buffer): BeginLine | undefined {
  let certificate: BeginLine | undefined;
  for (const begin of beginLines(data)) {
    if (begin.weak) continue;
    if (begin.meant !== 'certificate') return begin;
    certificate ??= begin;
  }
  return certificate;
}

/** Hyphens and blanks as HTML may have them, all of one mark. */
const HYPHENS = ['-', '&#45;', '&#x2d;', '&#x2D;'];
const BLANKS = [' ', '&nbsp;'];
const SIGNS = BLANKS.flatMap((blank) => HYPHENS.map((hyphen) => ({ blank, hyphen })));

/**
 * Where the block lies. Its last line is the first that holds the end mark and does not escape it.
 *
 * @returns `undefined` where it has no end
 */
export function blockRange(data: Buffer, begin = blockBegin(data)): BlockRange | undefined {
  if (!begin) return undefined;
  for (const { hyphen, blank } of SIGNS) {
    // the first hyphen of a line may be encoded in another way
    const mark = endMark(begin).slice(1).replaceAll('-', hyphen).replaceAll(' ', blank);
    const escaped = `${hyphen} ${hyphen}`;
    for (let at = data.indexOf(mark, begin.mark); at >= 0; at = data.indexOf(mark, at + 1)) {
      if (data.toString('latin1', at - escaped.length, at) === escaped) continue;
      return { begin, start: begin.start, end: lineAt(data, at, 0).end, mark: at };
    }
  }
  return undefined;
}

/** The text with other bytes in the place of its block. */
export function replaceBlock(
  data: Buffer,
  { start, end }: Pick<BlockRange, 'start' | 'end'>,
  by: Buffer,
): Buffer {
  return Buffer.concat([data.subarray(0, start), by, data.subarray(end)]);
}

import { type Line, linesFrom, textOf } from '../../../text/byte-lines.js';

const LABEL = '(SIGNED.MESSAGE|MESSAGE|SIGNATURE|PUBLIC.KEY.BLOCK|PRIVATE.KEY.BLOCK)';
/** A blank, or a non-breaking space in UTF-8 or Latin-1. */
const BLANK = '(?:[ \\t]|\\xc2?\\xa0)+';
/** A hyphen, or what a word processor makes of two or three: U+2010 to 2015, U+2212, and the dashes of Windows-1252. */
const DASHES = '(?:-|\\xe2\\x80[\\x90-\\x95]|\\xe2\\x88\\x92|\\x96|\\x97)+';
const DISGUISED = new RegExp(
  `^[>| \\t]*(${DASHES})${BLANK.replace('+', '*')}BEGIN(${BLANK})PGP(${BLANK})${LABEL.replaceAll('.', BLANK)}${DASHES}\\s*$`,
);

/** The bytes around `BEGIN` that are looked at, however long the line is. */
const REACH = 100;

/** A line that would begin a block if a program had not put dashes or non-breaking spaces in it. */
export function disguisedBegin(data: Buffer): { code: 'dashes' | 'nbsp'; line: number } | undefined {
  for (let at = data.indexOf('BEGIN'); at >= 0; at = data.indexOf('BEGIN', at + 1)) {
    // never more than a few bytes: a file may be one line of nothing but this word
    const from = at - Math.min(at, REACH) + data.subarray(at - Math.min(at, REACH), at).lastIndexOf(10) + 1;
    const found = data.subarray(at, at + REACH).indexOf(10);
    if (at - from >= REACH || (found < 0 && at + REACH < data.length)) continue;
    const end = found < 0 ? data.length : at + found;
    const text = data.toString('latin1', from, end);
    const [, dashes = ''] = DISGUISED.exec(text) ?? [];
    if (dashes === '') continue;
    if (/[^-]/.test(dashes)) return { code: 'dashes', line: numberOf(data, from) };
    if (text.includes('\xa0')) return { code: 'nbsp', line: numberOf(data, from) };
  }
  return undefined;
}

function numberOf(data: Buffer, start: number): number {
  let count = 1;
  for (let at = data.indexOf(10); at >= 0 && at < start; at = data.indexOf(10, at + 1)) count++;
  return count;
}

/** Longer marks are no mail program's, and would make a pattern that no engine takes. */
const LONGEST_MARKS = 100;

/**
 * What a mail program has put before the BEGIN line, where every line of the block has it too: then it can be taken
 * away again, and nothing else with it.
 */
export function marksOf(
  data: Buffer,
  begin: { code: string; start: number; line: number; cleartext: boolean },
): { text?: string } {
  if (begin.code !== 'quoted' && begin.code !== 'indented') return {};
  if (data.subarray(begin.start, begin.start + LONGEST_MARKS + 5).indexOf('-----') < 0) return {};
  const lines = linesFrom(data, begin.start, begin.line);
  const marks = textOf(data, lines.next().value as Line).replace(/-----BEGIN.*$/, '');
  const pattern = begin.code === 'quoted' ? quotePattern(marks) : indentPattern(marks);
  const last = begin.cleartext ? '-----END PGP SIGNATURE-----' : '-----END PGP ';
  for (const line of lines) {
    const text = textOf(data, line);
    if (!pattern?.test(text)) return {};
    if (text.replace(pattern, '').startsWith(last)) return { text: marks };
  }
  return {};
}

/** One quote mark and at most one blank for each level; a mark that had no blank takes none. */
function quotePattern(marks: string): RegExp | undefined {
  if (!/^([>|] ?)+$/.test(marks)) return undefined;
  const levels = marks.match(/[>|] ?/g) ?? [];
  return new RegExp(`^${levels.map((level) => `[${level[0]}]${level.length > 1 ? ' ?' : ''}`).join('')}`);
}

function indentPattern(marks: string): RegExp | undefined {
  return /^[ \t]+$/.test(marks) ? new RegExp(`^(${marks}|[ \t]*$)`) : undefined;
}

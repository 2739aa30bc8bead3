import { isUtf8 } from 'node:buffer';
import { type Line, lineAt, linesFrom, textOf } from '../../../text/byte-lines.js';
import { HASH_NUMBERS, hashName } from '../../format/algorithms.js';
import { malformed } from '../malformed.js';
import {
  type ArmorBlock,
  type ArmorHead,
  beginLabel,
  headEnd,
  isBlankLine,
  nbspRepair,
  readArmor,
} from './read-armor.js';

/** A message in the cleartext signature framework (RFC 9580 section 7), taken apart. */
export interface Cleartext {
  /** Dash escapes and trailing blanks removed, LF between lines, no final line break: what is signed and released. */
  text: Buffer;
  /** The line of the first bytes that are not UTF-8; other programs read those in several ways. */
  notUtf8: number | undefined;
  signature: ArmorBlock;
}

/**
 * Readers differ on lines longer than this: GnuPG cuts them (MAX_LINELEN in its armor.c), so that one would see
 * another text than the other.
 */
const MAX_LINE = 19_995;

/**
 * Reads the message that begins at `begin`.
 *
 * @throws MalformedError for all that readers disagree on: other headers than Hash, a lone CR, a line that starts
 *   with a dash and is neither escaped nor the signature's
 */
export function readCleartext(data: Buffer, begin: Line): Cleartext {
  const head = skipHead(data, lineAt(data, begin.next, begin.number + 1));
  const first = head.body;
  const text = Buffer.allocUnsafe(data.length - first.start);
  let length = 0;
  let escaped: number | undefined;
  for (const line of linesFrom(data, first.start, first.number)) {
    if (data[line.start] === DASH && isSignature(data, line)) {
      const signed = text.subarray(0, Math.max(0, length - 1));
      const notUtf8 = isUtf8(signed) ? undefined : brokenLine(data, first);
      const signature = readArmor(data, line);
      signature.repairs.unshift(...nbspRepair(head));
      if (escaped !== undefined) signature.repairs.push({ code: 'repair-dash-escapes', line: escaped });
      return { text: signed, notUtf8, signature };
    }
    const [start, end] = textRange(data, line);
    if (start > line.start && !needsEscape(data, start)) escaped ??= line.number;
    length += data.copy(text, length, start, end);
    text[length++] = LF;
  }
  return malformed('no-signature-block', { line: lastLine(data, first) });
}

function lastLine(data: Buffer, first: Line): number {
  let last = first.number;
  for (const line of linesFrom(data, first.start, first.number)) last = line.number;
  return last;
}

/** The first line that is not UTF-8. */
function brokenLine(data: Buffer, first: Line): number | undefined {
  for (const line of linesFrom(data, first.start, first.number)) {
    if (!isUtf8(data.subarray(line.start, line.end))) return line.number;
  }
  return undefined;
}

const LF = 10;
const DASH = 0x2d;
const SPACE = 0x20;
const TAB = 9;
const CR = 13;

const HASHES = new Set(HASH_NUMBERS.map(hashName));

/** `Hash: SHA512` lines and the blank line. Anything else there could be taken for signed text (section 7). */
function skipHead(data: Buffer, start: Line): ArmorHead {
  let line = start;
  while (line.start < data.length && !isBlankLine(data, line)) {
    if (!isHashHeader(textOf(data, line))) {
      malformed('cleartext-header', { line: line.number, text: textOf(data, line).slice(0, 200) });
    }
    line = lineAt(data, line.next, line.number + 1);
  }
  return headEnd(data, start, line);
}

/** A name that is no hash's could be read as text. */
function isHashHeader(text: string): boolean {
  const [, names] = /^Hash: ?([A-Za-z0-9-]+(?:, ?[A-Za-z0-9-]+)*)[ \t]*$/.exec(text) ?? [];
  return names?.split(/, ?/).every((name) => HASHES.has(name.toUpperCase())) ?? false;
}

function isSignature(data: Buffer, line: Line): boolean {
  if (data[line.start + 1] === SPACE) return false;
  if (beginLabel(textOf(data, line)) === 'SIGNATURE') return true;
  return malformed('dash-line', { line: line.number, text: textOf(data, line).slice(0, 200) });
}

/**
 * A line that starts with a dash or, for mbox files, with `From ` (section 7.2). Before another one, and before a
 * number most of all, `- ` looks like a part of the text.
 */
function needsEscape(data: Buffer, start: number): boolean {
  return data[start] === DASH || data.toString('latin1', start, start + 5) === 'From ';
}

/** Where a line's text lies: without its dash escape (section 7.2) and trailing blanks (section 7.1). */
function textRange(data: Buffer, line: Line): [start: number, end: number] {
  if (line.end - line.start > MAX_LINE) malformed('line-too-long', { line: line.number, number: MAX_LINE });
  const start = data[line.start] === DASH ? line.start + 2 : line.start;
  let end = line.end;
  while (end > start && (data[end - 1] === SPACE || data[end - 1] === TAB)) end--;
  for (let at = start; at < end; at++) {
    if (data[at] === CR) malformed('lone-cr', { line: line.number });
  }
  return [start, end];
}

import { isUtf8 } from 'node:buffer';
import { type ArmorBlock, beginLabel, readArmor } from './armor.js';
import { isBlank, type Line, lineAt, linesFrom, textOf } from './lines.js';
import { malformed } from './types.js';

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
  const first = skipHead(data, lineAt(data, begin.next, begin.number + 1));
  const lines: Buffer[] = [];
  let notUtf8: number | undefined;
  for (const line of linesFrom(data, first.start, first.number)) {
    if (data[line.start] === DASH && isSignature(data, line)) {
      return { text: joined(lines), notUtf8, signature: readArmor(data, line) };
    }
    const bytes = textLine(data, line);
    if (notUtf8 === undefined && !isUtf8(bytes)) notUtf8 = line.number;
    lines.push(bytes);
  }
  return malformed('no-signature-block', { line: first.number + lines.length - 1 });
}

const DASH = 0x2d;
const SPACE = 0x20;

/** `Hash: SHA512` lines and the blank line. Anything else there could be taken for signed text (section 7). */
function skipHead(data: Buffer, start: Line): Line {
  let line = start;
  while (line.start < data.length && !isBlank(data, line)) {
    if (!/^Hash: ?[A-Za-z0-9-]+(, ?[A-Za-z0-9-]+)*[ \t]*$/.test(textOf(data, line))) {
      malformed('cleartext-header', { line: line.number, text: textOf(data, line).slice(0, 200) });
    }
    line = lineAt(data, line.next, line.number + 1);
  }
  return lineAt(data, line.next, line.number + 1);
}

function isSignature(data: Buffer, line: Line): boolean {
  if (data[line.start + 1] === SPACE) return false;
  if (beginLabel(textOf(data, line)) === 'SIGNATURE') return true;
  return malformed('dash-line', { line: line.number, text: textOf(data, line).slice(0, 200) });
}

/** One line of the text: its dash escape (section 7.1) and trailing blanks (section 7.2) removed. */
function textLine(data: Buffer, line: Line): Buffer {
  if (line.end - line.start > MAX_LINE) malformed('line-too-long', { line: line.number, number: MAX_LINE });
  const start = data[line.start] === DASH ? line.start + 2 : line.start;
  let end = line.end;
  while (end > start && (data[end - 1] === SPACE || data[end - 1] === 9)) end--;
  const bytes = data.subarray(start, end);
  if (bytes.includes(13)) malformed('lone-cr', { line: line.number });
  return bytes;
}

function joined(lines: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0) parts.push(BREAK);
    parts.push(line);
  }
  return Buffer.concat(parts);
}

const BREAK = Buffer.from('\n');

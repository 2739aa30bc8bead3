import { isBlank, type Line, lineAt, linesFrom, textOf } from '../../../text/byte-lines.js';
import { malformed, type ProblemCode } from '../malformed.js';
import type { Warning } from '../verification.js';
import { disguisedBegin, marksOf } from './damaged-begin.js';
import { type ArmorBlock, beginLabel, readArmor } from './read-armor.js';
import { type Cleartext, readCleartext } from './read-cleartext.js';

/** The one block of a text, and what stands around it. */
export type FoundBlock =
  | { form: 'cleartext'; cleartext: Cleartext; warnings: Warning[] }
  | { form: 'armor'; block: ArmorBlock; warnings: Warning[] };

const MARK = '-----BEGIN PGP';

/** Whether there is anything in `data` that could be meant as a block: then it is taken seriously. */
export function mentionsBlock(data: Buffer): boolean {
  return data.includes(MARK) || disguisedBegin(data) !== undefined;
}

/** Whether a line of `data` begins a block, or once did: a mention in a line's middle (an archive has such) is none. */
export function beginsBlock(data: Buffer): boolean {
  try {
    return firstBegin(data) !== undefined;
  } catch {
    return true;
  }
}

/** Saved as "Unicode" by a Windows program. */
export function isUtf16Block(data: Buffer): boolean {
  const marked = (data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff);
  return marked && data.includes(Buffer.from(MARK, 'utf16le').subarray(1, -1));
}

/**
 * Finds the one block in a text and reads it.
 *
 * @returns `undefined` where no line is or was meant as the beginning of a block
 * @throws MalformedError: a block that a mail program has changed, several blocks
 */
export function findBlock(data: Buffer): FoundBlock | undefined {
  const begin = firstBegin(data);
  if (!begin) return undefined;
  const label = beginLabel(textOf(data, begin));
  if (label === 'SIGNATURE') noLostHead(data, begin);
  const found: FoundBlock =
    label === 'SIGNED MESSAGE'
      ? { form: 'cleartext', cleartext: readCleartext(data, begin), warnings: [] }
      : { form: 'armor', block: readArmor(data, begin), warnings: [] };
  const block = found.form === 'cleartext' ? found.cleartext.signature : found.block;
  alone(data, block.after.start, block.after.number);
  const before = countText(data, 0, begin.start);
  const after = countText(data, block.after.start, data.length);
  if (before > 0) found.warnings.push({ code: 'text-before', count: before });
  if (after > 0) found.warnings.push({ code: 'text-after', count: after });
  if (block.crc !== 'ok') found.warnings.push({ code: block.crc === 'wrong' ? 'crc-wrong' : 'crc-missing' });
  return found;
}

/** The first line that begins a block. Where there is none: what was done to one, if there was one. */
export function firstBegin(data: Buffer): Line | undefined {
  let damage: { code: ProblemCode; line: number; start: number; cleartext: boolean } | undefined;
  for (const line of markedLines(data)) {
    const text = textOf(data, line);
    const label = beginLabel(text);
    // a signature block belongs to the text above it: the damaged line that begins that text counts
    if (label && !(label === 'SIGNATURE' && damage?.cleartext)) return line;
    const code = damageOf(text);
    const cleartext = text.includes('SIGNED');
    if (code) damage ??= { code, line: line.number, start: line.start, cleartext };
  }
  if (damage) malformed(damage.code, { line: damage.line, ...marksOf(data, damage) });
  const disguised = disguisedBegin(data);
  if (disguised) malformed(disguised.code, { line: disguised.line });
  return undefined;
}

/** A line that was meant as the head of a cleartext message: then its signature is no detached one. */
function noLostHead(data: Buffer, begin: Line): void {
  const disguised = disguisedBegin(data.subarray(0, begin.start));
  if (disguised) malformed(disguised.code, { line: disguised.line });
  for (let at = data.indexOf('SIGNED'); at >= 0 && at < begin.start; at = data.indexOf('SIGNED', at + 1)) {
    // a few bytes are looked at, however long the line is
    const head = data.toString('latin1', Math.max(0, at - 30), at + 6);
    if (/-{2,5}\W{0,4}BEGIN\W{0,4}PGP\W{0,4}SIGNED$/.test(head)) {
      malformed('begin-line', { line: lineNumber(data, at) });
    }
  }
}

function lineNumber(data: Buffer, offset: number): number {
  let count = 1;
  for (let at = data.indexOf(10); at >= 0 && at < offset; at = data.indexOf(10, at + 1)) count++;
  return count;
}

/** Lines that hold the mark. (The search runs over bytes: most lines are never looked at.) */
function* markedLines(data: Buffer, from = 0, number = 1): Generator<Line> {
  let start = from;
  let count = number;
  for (let at = data.indexOf(MARK, from); at >= 0; ) {
    for (;;) {
      const line = lineAt(data, start, count);
      start = line.next;
      count++;
      if (at < line.next || line.next >= data.length) {
        yield line;
        break;
      }
    }
    at = data.indexOf(MARK, start);
    if (start >= data.length) return;
  }
}

function damageOf(text: string): ProblemCode | undefined {
  if (text.startsWith('\xef\xbb\xbf') && beginLabel(text.slice(3))) return 'bom';
  if (/^[ \t]*[>|][>| \t]*-----BEGIN PGP /.test(text)) return 'quoted';
  if (/^[ \t\xa0]+-----BEGIN PGP /.test(text)) return 'indented';
  if (/(^|\r)-----BEGIN PGP [A-Z ]+-----[ \t]*\r/.test(text)) return 'cr-only';
  if (/^-----BEGIN PGP [A-Z ]+-----(=20|=)$/.test(text)) return 'quoted-printable';
  if (/^-----BEGIN PGP [A-Z ]+-----[ \t]*<[a-z]+ ?\/?>/i.test(text)) return 'html';
  if (/^-----BEGIN PGP(\xc2?\xa0)/.test(text)) return 'nbsp';
  if (/^-----BEGIN PGP [A-Z ]+-----.*-----END PGP /.test(text)) return 'joined';
  if (/^-----BEGIN PGP [A-Z ]+-----/.test(text)) return 'rewrapped';
  return text.startsWith(MARK) ? 'begin-line' : undefined;
}

/** No second block: programs differ on which one counts. */
function alone(data: Buffer, start: number, number: number): void {
  for (const line of markedLines(data, start, number)) {
    if (beginLabel(textOf(data, line))) malformed('several-blocks', { line: line.number });
  }
}

export function countText(data: Buffer, start: number, end: number): number {
  let count = 0;
  for (const line of linesFrom(data.subarray(0, end), start)) {
    if (!isBlank(data, line)) count++;
  }
  return count;
}

import { isBlank, type Line, lineAt, textOf } from '../../../text/byte-lines.js';
import { crc24 } from '../../format/crc24.js';
import { malformed } from '../malformed.js';
import { BodyLines, lineDamage } from './body-lines.js';

/** One armored block (RFC 9580 section 6.2). */
export interface ArmorBlock {
  /** `MESSAGE`, `SIGNATURE`, `PUBLIC KEY BLOCK`, … */
  label: string;
  data: Buffer;
  /** The checksum computed by us against the one given; it is never a verdict (section 6.1). */
  crc: 'ok' | 'wrong' | 'missing';
  /** The first line after the block. */
  after: { start: number; number: number };
}

const BEGIN = /^-----BEGIN PGP ([A-Z0-9 ,/]{1,60})-----[ \t]*$/;

/** The label of a line that begins a block, or `undefined`. */
export function beginLabel(text: string): string | undefined {
  return text.startsWith('-----BEGIN PGP ') ? BEGIN.exec(text)?.[1] : undefined;
}

/**
 * Reads the block that begins at `begin`, strictly: what a mail program has changed is named instead of guessed at.
 *
 * @throws MalformedError naming the line
 */
export function readArmor(data: Buffer, begin: Line): ArmorBlock {
  const label = beginLabel(textOf(data, begin)) ?? malformed('begin-line', { line: begin.number });
  if (/, PART /.test(label)) malformed('armor-part', { line: begin.number });
  const body = readBody(data, skipHeaders(data, lineAt(data, begin.next, begin.number + 1)));
  const { end } = body;
  if (!end) malformed('no-end-line', { line: body.last, text: label });
  checkEnd(textOf(data, end).trimEnd(), { line: end.number, text: label });
  const bytes = Buffer.concat(body.decoded);
  if (bytes.length === 0) malformed('armor-empty', { line: begin.number });
  return {
    label,
    data: bytes,
    crc: compareSums(crc24(bytes), body.crc),
    after: { start: end.next, number: end.number + 1 },
  };
}

/** @throws MalformedError: not the END line of the block that its BEGIN line began */
export function checkEnd(text: string, about: { line: number; text: string }): void {
  if (text !== `-----END PGP ${about.text}-----`) malformed('end-line', about);
}

/** @param computed by us, the other given; it is never a verdict */
export function compareSums(computed: number, given: string | undefined): ArmorBlock['crc'] {
  if (given === undefined) return 'missing';
  return Buffer.from(given, 'base64').readUIntBE(0, 3) === computed ? 'ok' : 'wrong';
}

/** Headers (`Comment: …`) up to the blank line that must follow them. */
export function skipHeaders(data: Buffer, first: Line): Line {
  let line = first;
  while (line.start < data.length && !isBlank(data, line)) {
    const text = textOf(data, line);
    if (!/^[A-Za-z][A-Za-z0-9-]*:( |$)/.test(text)) {
      const code = /^[A-Za-z0-9+/]{20,}={0,2}[ \t]*$/.test(text)
        ? 'no-blank-line'
        : lineDamage(text, 'armor-header');
      malformed(code, { line: line.number });
    }
    line = lineAt(data, line.next, line.number + 1);
  }
  return lineAt(data, line.next, line.number + 1);
}

interface Body {
  decoded: Buffer[];
  crc: string | undefined;
  end: Line | undefined;
  /** The last line that was read. */
  last: number;
}

function readBody(data: Buffer, first: Line): Body {
  const decoded: Buffer[] = [];
  const lines = new BodyLines((bytes) => decoded.push(bytes));
  let line = first;
  for (; line.start < data.length; line = lineAt(data, line.next, line.number + 1)) {
    if (!lines.add(textOf(data, line).trimEnd(), line.number)) break;
  }
  const end = line.start < data.length ? line : undefined;
  lines.end(end?.number);
  return { decoded, crc: lines.crc, end, last: line.number - 1 };
}

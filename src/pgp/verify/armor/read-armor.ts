import { isBlank, type Line, lineAt, textOf } from '../../../text/byte-lines.js';
import { crc24 } from '../../format/crc24.js';
import { malformed } from '../malformed.js';
import type { Warning } from '../verification.js';
import { BodyLines, lineDamage } from './body-lines.js';

/** One armored block (RFC 9580 section 6.2). */
export interface ArmorBlock {
  /** `MESSAGE`, `SIGNATURE`, `PUBLIC KEY BLOCK`, … */
  label: string;
  data: Buffer;
  /** The checksum computed by us against the one given; it is never a verdict (section 6.1). */
  crc: 'ok' | 'wrong' | 'missing';
  /** What its lines should not have, with the first that has it. */
  repairs: Warning[];
  /** Its header lines (`Comment: …`): nobody signs them. */
  headers: number;
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
  const head = skipHeaders(data, lineAt(data, begin.next, begin.number + 1));
  const body = readBody(data, head.body);
  const { end } = body;
  if (!end) malformed('no-end-line', { line: body.last, text: label });
  checkEnd(textOf(data, end).trimEnd(), { line: end.number, text: label });
  const bytes = Buffer.concat(body.decoded);
  if (bytes.length === 0) malformed('armor-empty', { line: begin.number });
  return {
    label,
    data: bytes,
    crc: checkSum(crc24(bytes), body.lines),
    repairs: armorRepairs(head, body.lines),
    headers: head.headers,
    after: { start: end.next, number: end.number + 1 },
  };
}

/** @throws MalformedError: not the END line of the block that its BEGIN line began */
export function checkEnd(text: string, about: { line: number; text: string }): void {
  if (text !== `-----END PGP ${about.text}-----`) malformed('end-line', about);
}

/**
 * Compares the checksum computed by us with the one given; it is no verdict, but for blanks that may have been more.
 *
 * @throws MalformedError plus-blanks
 */
export function checkSum(computed: number, { crc, lostPlus }: BodyLines): ArmorBlock['crc'] {
  if (crc === undefined) return 'missing';
  const given = Buffer.from(crc, 'base64');
  if (given.length === 3 && given.readUIntBE(0, 3) === computed) return 'ok';
  return lostPlus === undefined ? 'wrong' : malformed('plus-blanks', { line: lostPlus });
}

/** The head of a block. */
export interface ArmorHead {
  /** The first line of the data. */
  body: Line;
  headers: number;
  /** A blank line of no-break spaces. */
  nbsp: number | undefined;
}

/** Headers (`Comment: …`) up to the blank line that must follow them. */
export function skipHeaders(data: Buffer, first: Line): ArmorHead {
  let line = first;
  while (line.start < data.length && !isBlankLine(data, line)) {
    const text = textOf(data, line);
    if (!/^[A-Za-z][A-Za-z0-9-]*:( |$)/.test(text)) {
      const code = /^[A-Za-z0-9+/]{20,}={0,2}[ \t]*$/.test(text)
        ? 'no-blank-line'
        : lineDamage(text, 'armor-header');
      malformed(code, { line: line.number });
    }
    line = lineAt(data, line.next, line.number + 1);
  }
  return headEnd(data, first, line);
}

/** @param blank the line that ends the head */
export function headEnd(data: Buffer, first: Line, blank: Line): ArmorHead {
  return {
    body: lineAt(data, blank.next, blank.number + 1),
    headers: blank.number - first.number,
    nbsp: blank.start < data.length && !isBlank(data, blank) ? blank.number : undefined,
  };
}

/** Blank, or of no-break spaces: some mail programs write a blank line so. */
export function isBlankLine(data: Buffer, line: Line): boolean {
  if (isBlank(data, line)) return true;
  return line.end - line.start <= 1024 && /^(?:[ \t]|\xc2?\xa0)+$/.test(textOf(data, line));
}

/** What was undone to read the armor of a block. */
export function armorRepairs(head: ArmorHead, { repairs }: BodyLines): Warning[] {
  return [
    ...nbspRepair(head),
    ...[...repairs].map(([code, line]) => ({ code: `repair-${code}` as const, line })),
  ];
}

export function nbspRepair({ nbsp }: ArmorHead): Warning[] {
  return nbsp === undefined ? [] : [{ code: 'repair-nbsp', line: nbsp }];
}

interface Body {
  decoded: Buffer[];
  lines: BodyLines;
  end: Line | undefined;
  /** The last line that was read. */
  last: number;
}

function readBody(data: Buffer, first: Line): Body {
  const decoded: Buffer[] = [];
  const lines = new BodyLines((bytes) => decoded.push(Buffer.from(bytes)));
  let line = first;
  let end: Line | undefined;
  while (line.start < data.length && !end) {
    const next = lines.take(data, line);
    if (next) line = next;
    else end = line;
  }
  lines.end(end?.number);
  return { decoded, lines, end, last: line.number - 1 };
}

import { isBlank, type Line, lineAt, textOf } from '../../../text/byte-lines.js';
import { crc24 } from '../../format/crc24.js';
import { malformed } from '../problems.js';

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
        : damageOf(text, 'armor-header');
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

const BATCH = 1 << 12;

/** The lines between the blank line and the END line, one after the other. */
export class BodyLines {
  /** The checksum line, without its mark. */
  crc: string | undefined;
  #parts: string[] = [];
  #last = '';
  #gap: number | undefined;
  readonly #widths = new Widths();
  readonly #take: (bytes: Buffer) => unknown;

  /** @param take is handed what the lines hold */
  constructor(take: (bytes: Buffer) => unknown) {
    this.#take = take;
  }

  /**
   * @param text without blanks at its end
   * @returns `false` for the line that ends the body
   * @throws MalformedError
   */
  add(text: string, number: number): boolean {
    if (text.startsWith('-----')) return false;
    if (text === '') this.#gap ??= number;
    else if (this.#gap !== undefined) malformed('rewrapped', { line: this.#gap });
    else if (/^=[A-Za-z0-9+/]{4}$/.test(text) && this.crc === undefined) this.crc = text.slice(1);
    else if (this.crc !== undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
      malformed(damageOf(text, 'armor-character'), { line: number });
    } else this.#addData(text, number);
    return true;
  }

  #addData(text: string, number: number): void {
    // padding ends the data; one sign at a line's end is how quoted-printable wraps
    const ended = /={1,2}$/.exec(this.#last)?.[0];
    if (ended) malformed(ended === '=' ? 'quoted-printable' : 'armor-padding', { line: number - 1 });
    this.#widths.add(text.length, number);
    this.#parts.push(text);
    this.#last = text;
    // whole lines of one length, a multiple of four of them: no string grows with the file
    if (this.#parts.length === BATCH) this.#flush();
  }

  /** @param line the number of the END line, where there is one */
  end(line: number | undefined): void {
    const rest = this.#flush();
    if (line !== undefined && rest % 4 !== 0) malformed('armor-padding', { line: line - 1 });
  }

  #flush(): number {
    const text = this.#parts.join('');
    this.#parts = [];
    this.#take(Buffer.from(text, 'base64'));
    return text.length;
  }
}

/** All lines but the last are of one length, at most 76 (section 6): else something has wrapped them again. */
class Widths {
  #first = 0;
  #short: number | undefined;

  add(width: number, line: number): void {
    if (this.#first === 0) this.#first = width;
    if (this.#short !== undefined) malformed('rewrapped', { line: this.#short });
    if (width > Math.min(76, this.#first)) malformed('rewrapped', { line });
    if (width < this.#first) this.#short = line;
  }
}

/** What was done to a line that is no armor. */
function damageOf(text: string, otherwise: 'armor-header' | 'armor-character') {
  if (/^\s*[>|]/.test(text)) return 'quoted';
  if (/=3D|=20|^\S*=$/.test(text)) return 'quoted-printable';
  if (/^[ \t]+[A-Za-z0-9+/=]/.test(text)) return 'indented';
  if (/^[A-Za-z0-9+/= \t-]+$/.test(text) && /[A-Za-z0-9+/]{20}/.test(text)) return 'rewrapped';
  return otherwise;
}

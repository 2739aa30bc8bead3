import { type Line, lineAt, textOf } from '../../../text/byte-lines.js';
import { malformed } from '../malformed.js';
import type { ArmorRepair } from '../repair.js';
import { decodeRegular, regularLines } from './regular-lines.js';

const BATCH = 1 << 12;

/** Room for what regular lines hold. */
const ROOM = 1 << 15;

/** The most characters of a line (RFC 9580 section 6). */
const LONGEST_LINE = 76;

/** A blank, or a no-break space in UTF-8 or Latin-1 (of which a line's trimmed end leaves one octet). */
const BLANKS = /(?:[ \t]|\xc2?\xa0)+|\xc2$/g;
const DATA = /^[A-Za-z0-9+/]+={0,2}$/;
/** The end of the padding, on a line of its own. */
const PADDING = /^={1,2}$/;
const DATA_AND_CRC = /^([A-Za-z0-9+/]+={0,2})=([A-Za-z0-9+/]{4})$/;
/** Never a reason to refuse what it is of (RFC 9580 section 6.1); with `3D` it is in quoted-printable. */
const DAMAGED_CRC = /^=(?!3D)[^=\s]{0,8}$/;

/**
 * The lines between the blank line and the END line, one after the other. They may be of any length; blanks and empty
 * lines in them hold no data.
 */
export class BodyLines {
  /** The checksum line, without its mark; empty: it is none that can be read. */
  crc: string | undefined;
  /** What the lines should not have, and the first that has it. */
  readonly repairs = new Map<ArmorRepair, number>();
  #parts: string[] = [];
  #rest = '';
  #last = '';
  #length = 0;
  #gap: number | undefined;
  #plus = false;
  readonly #room = Buffer.allocUnsafe(ROOM);
  /** The line before which none are taken together: one of them holds something else than base64. */
  #singly = 0;
  readonly #take: (bytes: Buffer) => unknown;

  /** @param take is handed what the lines hold, in memory that is used again */
  constructor(take: (bytes: Buffer) => unknown) {
    this.#take = take;
  }

  /**
   * Takes a line, and those behind it that are like it.
   *
   * @returns the next line; `undefined`: this one ends the body
   * @throws MalformedError
   */
  take(data: Buffer, line: Line): Line | undefined {
    return this.#takeRegular(data, line) ?? this.#takeOne(data, line);
  }

  #takeOne(data: Buffer, line: Line): Line | undefined {
    return this.#add(textOf(data, line).trimEnd(), line.number)
      ? lineAt(data, line.next, line.number + 1)
      : undefined;
  }

  #takeRegular(data: Buffer, line: Line): Line | undefined {
    if (line.number < this.#singly || this.crc !== undefined || this.#last.endsWith('=')) return undefined;
    if (line.end - line.start > LONGEST_LINE) return undefined;
    const found = regularLines(data, line);
    // what is left over of the lines before them belongs to their first character
    if (!found || this.#length % 4 !== 0) return undefined;
    const decoded = decodeRegular(data, line, found, this.#room);
    const number = line.number + found.count;
    if (!decoded) {
      this.#singly = number;
      return undefined;
    }
    this.#flush();
    this.#pastGap();
    this.#plus ||= decoded.plus;
    this.#length += found.count * found.width;
    this.#take(decoded.bytes);
    return lineAt(data, found.next, number);
  }

  /**
   * @param text without blanks at its end
   * @returns `false` for the line that ends the body
   * @throws MalformedError
   */
  #add(text: string, number: number): boolean {
    if (this.crc === undefined && DATA.test(text)) this.#addData(text, number, text.length);
    else if (text.startsWith('-----')) return false;
    else this.#addOther(text, number);
    return true;
  }

  #addOther(text: string, number: number): void {
    const dense = text.replace(BLANKS, '');
    if (dense === '') {
      this.#gap ??= number;
      return;
    }
    if (this.crc !== undefined) malformed(lineDamage(text, 'armor-character'), { line: number });
    const [, data, crc] = DATA_AND_CRC.exec(dense) ?? [];
    if (/^=[A-Za-z0-9+/]{4}$/.test(dense)) this.#addCrc(dense.slice(1));
    else if (data !== undefined) {
      this.#addData(data, number, text.length);
      this.#addCrc(crc ?? '');
      this.#note('crc-joined', number);
    } else if (DATA.test(dense)) this.#addData(dense, number, text.length);
    else if (PADDING.test(dense) && this.#takesPadding(dense.length)) this.#addPadding(dense);
    else if (DAMAGED_CRC.test(dense)) this.#addCrc('');
    else malformed(lineDamage(text, 'armor-character'), { line: number });
    if (dense.length < text.length) this.#note('blanks', number);
  }

  #addCrc(crc: string): void {
    this.#pastGap();
    this.crc = crc;
  }

  /** @param width how long the line is, with its blanks */
  #addData(text: string, number: number, width: number): void {
    // padding ends the data; one sign at a line's end is how quoted-printable wraps
    const ended = /={1,2}$/.exec(this.#last)?.[0];
    if (ended) malformed(ended === '=' ? 'quoted-printable' : 'armor-padding', { line: number - 1 });
    this.#pastGap();
    if (width > LONGEST_LINE) this.#note('long-lines', number);
    this.#parts.push(text);
    this.#length += text.length;
    this.#last = text;
    if (this.#parts.length === BATCH) this.#flush();
  }

  /** Two characters at least are data of the last four. */
  #takesPadding(size: number): boolean {
    const left = this.#length % 4;
    return left >= 2 && left + size <= 4;
  }

  #addPadding(text: string): void {
    this.#pastGap();
    this.#parts.push(text);
    this.#length += text.length;
    this.#last += text;
  }

  /** An empty line before the END line is no fault. */
  #pastGap(): void {
    if (this.#gap !== undefined) this.#note('empty-lines', this.#gap);
  }

  #note(code: ArmorRepair, number: number): void {
    if (!this.repairs.has(code)) this.repairs.set(code, number);
  }

  /** @param line the number of the END line, where there is one */
  end(line: number | undefined): void {
    const whole = this.#flush() === 0;
    if (line === undefined) return;
    if (!whole && this.lostPlus !== undefined) malformed('plus-blanks', { line: this.lostPlus });
    if (!whole) malformed('armor-padding', { line: line - 1 });
  }

  /** The first line with blanks, where no plus sign is anywhere: a web form may have turned one into the other. */
  get lostPlus(): number | undefined {
    return this.#plus ? undefined : this.repairs.get('blanks');
  }

  /** Four characters are three octets: what is left over waits for the next lines. */
  #flush(): number {
    const text = this.#rest + this.#parts.join('');
    this.#plus ||= text.includes('+');
    const over = text.length % 4;
    this.#parts = [];
    this.#rest = text.slice(text.length - over);
    this.#take(Buffer.from(over === 0 ? text : text.slice(0, -over), 'base64'));
    return over;
  }
}

/** What was done to a line that is no armor. */
export function lineDamage(text: string, otherwise: 'armor-header' | 'armor-character') {
  if (/^\s*[>|]/.test(text)) return 'quoted';
  if (/=3D|=20|^\S*=$/.test(text)) return 'quoted-printable';
  if (/&#?[A-Za-z0-9]{1,8};|<[A-Za-z/]/.test(text)) return 'html';
  if (/^[ \t]+[A-Za-z0-9+/=]/.test(text)) return 'indented';
  if (/^[A-Za-z0-9+/= \t-]+$/.test(text) && /[A-Za-z0-9+/]{20}/.test(text)) return 'rewrapped';
  return otherwise;
}

import { malformed } from '../malformed.js';

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
      malformed(lineDamage(text, 'armor-character'), { line: number });
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
export function lineDamage(text: string, otherwise: 'armor-header' | 'armor-character') {
  if (/^\s*[>|]/.test(text)) return 'quoted';
  if (/=3D|=20|^\S*=$/.test(text)) return 'quoted-printable';
  if (/^[ \t]+[A-Za-z0-9+/=]/.test(text)) return 'indented';
  if (/^[A-Za-z0-9+/= \t-]+$/.test(text) && /[A-Za-z0-9+/]{20}/.test(text)) return 'rewrapped';
  return otherwise;
}

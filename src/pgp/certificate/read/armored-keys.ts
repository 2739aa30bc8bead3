/** Armored keys as they come (RFC 9580 section 6): out of mails, web pages and redirected output. */

/** One armored block of a text. */
export interface ArmoredBlock {
  /** `PUBLIC KEY BLOCK`, `MESSAGE`, …. */
  label: string;
  /** Where it begins; the first line of the text is 1. */
  line: number;
  /** From its first line to its last, without what stands around the lines. */
  text: () => string;
  /** @throws RangeError: it has no end, or is no base64 */
  bytes: () => Buffer;
}

/** A file's text, one character a byte but for UTF-16; `undefined`: it is binary. */
export function keyText(data: Uint8Array): string | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  const [first = 0, second = 0] = bytes;
  // what PowerShell's `>` writes, with a byte order mark or without
  if ((first === 0xff && second === 0xfe) || (first !== 0 && first < 0x80 && second === 0)) {
    return bytes.toString('utf16le').replace(/^\ufeff/, '');
  }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second < 0x80)) {
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
      .replace(/^\ufeff/, '');
  }
  const marked = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  return first >= 0x80 && !marked ? undefined : bytes.subarray(marked ? 3 : 0).toString('latin1');
}

const BEGIN = /^(?:- )?-----BEGIN PGP ([A-Z ]+)-----$/;

/**
 * The blocks of a text, each line without indentation, marks of quoting and HTML around it: no line of a key starts
 * with any of these.
 */
export function armoredBlocks(text: string): ArmoredBlock[] {
  const blocks: ArmoredBlock[] = [];
  let lines: string[] | undefined;
  let end = '';
  for (const { line: number, text: line } of plainLines(text)) {
    const begin = BEGIN.exec(line);
    if (begin?.[1] !== undefined) {
      const body: string[] = [];
      lines = body;
      end = `-----END PGP ${begin[1]}-----`;
      const last = end;
      blocks.push({
        label: begin[1],
        line: number,
        text: () => [line, ...body].join('\n'),
        bytes: () => decode(body, last),
      });
    } else lines?.push(line);
    if (lines && line.endsWith(end)) lines = undefined;
  }
  return blocks;
}

/** What stands where HTML breaks a line and the text does not. */
const BREAK = '\v';

/** The lines of a text as a reader sees them, each with the number of the one that it stands in. */
export function plainLines(text: string): { line: number; text: string }[] {
  const html = /<(?:pre|br|div|p|code|span)\b/i.test(text);
  const plain = html ? withoutHtml(text) : text;
  // a no-break space, as it stands or as UTF-8 that is read one character a byte
  const spaced = plain.replace(/\xc2?\xa0/g, ' ');
  const lines: { line: number; text: string }[] = [];
  for (const [index, line] of spaced.split(/\r\n|\r|\n/).entries()) {
    for (const part of line.split(BREAK)) lines.push({ line: index + 1, text: shown(part) });
  }
  return lines;
}

/** Without indentation and marks of quoting. */
const shown = (line: string) => (/^[\s>|]/.test(line) ? line.replace(/^[\s>|]+/, '') : line).trimEnd();

/** What of base64 and armor an HTML writer may have encoded. */
const ENTITIES: Record<string, string> = { plus: '+', equals: '=', sol: '/', nbsp: ' ', amp: '&', gt: '>' };

function withoutHtml(text: string): string {
  return text
    .replace(/<\/?(?:br|div|p|pre)\b[^<>]*>/gi, (tag) => BREAK + lineBreaksIn(tag))
    .replace(/<[^<>]*>/g, lineBreaksIn)
    .replace(/&(?:#x([0-9a-f]{1,4})|#(\d{1,5})|([a-z]+));/gi, (entity, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
      return String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    });
}

/** A tag may go over several lines: those that follow keep their numbers. */
const lineBreaksIn = (tag: string) => tag.replace(/[^\r\n]+/g, '');

const HEADER = /^[A-Za-z][A-Za-z0-9-]*:(?: |$)/;
const CHECKSUM = /^=[A-Za-z0-9+/]{4}$/;

/** The checksum is not compared: a wrong one alone spoils nothing (RFC 9580 section 6.1). */
function decode(lines: readonly string[], end: string): Buffer {
  if (!lines.at(-1)?.endsWith(end)) throw new RangeError('no-end');
  const body = lines.slice(0, -1).filter((line) => !HEADER.test(line) && !CHECKSUM.test(line));
  const base64 = body.join('');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new RangeError('no-base64');
  return Buffer.from(base64, 'base64');
}

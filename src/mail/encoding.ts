import { readStructured } from './header/structured-value.js';

/** As some programs write them. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['', '7bit'],
  ['7-bit', '7bit'],
  ['7bits', '7bit'],
  ['8-bit', '8bit'],
  ['8bits', '8bit'],
  ['quoted_printable', 'quoted-printable'],
]);

/** The value of `Content-Transfer-Encoding`, in lower case; what is no single word stays as it is. */
export function encodingName(value: string): string {
  const { main, parameters, ambiguous } = readStructured(value);
  const name = ambiguous || parameters.length > 0 ? value.trim().toLowerCase() : main;
  return OTHER_SPELLINGS.get(name) ?? name;
}

/** Whether the body stands there as it is: what a multipart must be (RFC 2045 section 6.4). */
export function isIdentity(encoding: string): boolean {
  return encoding === '7bit' || encoding === '8bit' || encoding === 'binary';
}

/**
 * Undoes a content transfer encoding (RFC 2045 section 6).
 *
 * @returns `undefined` for an unknown encoding and for base64 that is none
 */
export function decodeBody(body: Buffer, encoding: string): Buffer | undefined {
  switch (encoding) {
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'base64':
      return decodeBase64(body);
    default:
      return undefined;
  }
}

function decodeBase64(body: Buffer): Buffer | undefined {
  const text = body.toString('latin1').replace(/[ \t\r\n]/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/**
 * Decodes damaged base64 as lenient programs do: signs that are no base64 are left out, and what follows padding begins
 * anew.
 */
export function forgivingBase64(body: Buffer): Buffer {
  const text = body.toString('latin1').replace(/[^A-Za-z0-9+/=]/g, '');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

const LF = 10;
const CR = 13;
const EQUALS = 0x3d;

/** Section 6.7. What is not an escape stays as it is, as section 6.7 advises. */
function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let to = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (byte === EQUALS) {
      const end = softBreak(body, at + 1);
      if (end !== undefined) {
        at = end;
        continue;
      }
      const value = hexPair(body, at + 1);
      if (value !== undefined) {
        out[to++] = value;
        at += 2;
        continue;
      }
    }
    out[to++] = byte;
  }
  return out.subarray(0, to);
}

/** The end of a soft line break that starts after its equals sign; blanks may stand before the line's end. */
function softBreak(body: Buffer, start: number): number | undefined {
  let at = start;
  while ((body[at] === 0x20 || body[at] === 9) && at - start < 80) at++;
  if (at >= body.length || body[at] === LF) return at;
  return body[at] === CR && body[at + 1] === LF ? at + 1 : undefined;
}

function hexPair(body: Buffer, at: number): number | undefined {
  const text = body.toString('latin1', at, at + 2);
  return /^[0-9A-Fa-f]{2}$/.test(text) ? Number.parseInt(text, 16) : undefined;
}

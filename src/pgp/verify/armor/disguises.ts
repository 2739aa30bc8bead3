import { malformed } from '../malformed.js';

const MARK = '-----BEGIN PGP';

/** Each octet of the mark apart, in either order: what is the same in both. */
const WIDE_MARK = Buffer.from(MARK, 'utf16le').subarray(0, -1);

/** Saved as "Unicode" by a Windows program. */
export function isUtf16Block(data: Buffer): boolean {
  return data.includes(WIDE_MARK);
}

/** A document of a word processor, in which a line's end is a word. */
export function isRichText(data: Buffer): boolean {
  return data.toString('latin1', 0, 5) === '{\\rtf';
}

/** All of the text is base64. @returns what it holds */
export function onlyBase64(data: Buffer): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]{20}$/.test(data.toString('latin1', 0, 20))) return undefined;
  const text = data.toString('latin1');
  return /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** `-----BEGIN PGP ` in base64: armor that is encoded once more. */
const MARK_IN_BASE64 = 'LS0tLS1CRUdJTiBQR1Ag';

/** Beginnings and ends of a block as a web address or a form has them. */
const ENCODED = [
  ['-----BEGIN%20PGP%20', '-----END%20PGP%20'],
  ['%2D%2D%2D%2D%2DBEGIN', '%2D%2D%2D%2D%2DEND'],
  ['-----BEGIN+PGP+', '-----END+PGP+'],
] as const;

/**
 * Names what hides every block of a text from a reader of armor. None of it is undone: what it holds may be a part of
 * something else, that says what it is.
 *
 * @throws MalformedError utf-16, rtf, percent-encoded, json-encoded, base64-armor
 */
export function nameDisguise(data: Buffer): void {
  if (isRichText(data) && data.includes(MARK)) malformed('rtf');
  if (isUtf16Block(data)) malformed('utf-16', { line: 1 });
  for (const [begin, end] of ENCODED) {
    if (standsBefore(data, begin, end)) malformed('percent-encoded');
  }
  const json = data.indexOf(MARK);
  if (json >= 0) {
    // a line break that is written as two characters, where the whole block is one line
    const line = data.toString('latin1', json, json + 60);
    if (
      /^-----BEGIN PGP [A-Z ]+-----(?:\\r)?\\n/.test(line) &&
      standsBefore(data, MARK, '\\n-----END PGP ')
    ) {
      malformed('json-encoded');
    }
  }
  const at = data.indexOf(MARK_IN_BASE64);
  if (at >= 0 && (at === 0 || /[\s":=,]/.test(String.fromCharCode(data[at - 1] ?? 0))))
    malformed('base64-armor');
}

function standsBefore(data: Buffer, begin: string, end: string): boolean {
  const at = data.indexOf(begin);
  return at >= 0 && data.indexOf(end, at) >= 0;
}

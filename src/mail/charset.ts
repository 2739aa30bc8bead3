/** Text of a mail, from its bytes. */

/** A text; `understood`: its charset is known, and all its bytes are of it. */
export interface DecodedText {
  text: string;
  understood: boolean;
}

/** Decodes text. @param charset as the mail names it; empty: none is named, and UTF-8 is tried */
export function decodeText(bytes: Buffer, charset: string): DecodedText {
  const name = charset === '' ? 'utf-8' : charset;
  const text = decodeAs(name, bytes, true);
  if (text !== undefined) return { text, understood: true };
  const damaged = charset === '' ? undefined : decodeAs(name, bytes, false);
  return { text: damaged ?? bytes.toString('latin1'), understood: false };
}

/** `undefined`: the charset is not known or, where damage is fatal, bytes are not of it. */
function decodeAs(charset: string, bytes: Buffer, fatal: boolean): string | undefined {
  // a TextDecoder takes ASCII for Windows-1252
  if (fatal && /^(us-)?ascii$/i.test(charset) && bytes.some((byte) => byte > 0x7f)) return undefined;
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether text in this charset is what it is in UTF-8, as long as its bytes are ASCII. */
export function isAsciiBased(charset: string): boolean {
  return /^(|us-ascii|ascii|utf-?8|iso-?8859-?\d+(-[ei])?|iso_8859-\d+|latin-?\d|windows-\d+|cp125\d|koi8-[ru])$/i.test(
    charset,
  );
}

/** Whether the words of ASCII among the bytes stand in the text that was made of them, in their order. */
export function holdsAscii(text: string, bytes: Buffer): boolean {
  let at = 0;
  for (const [word] of bytes.toString('latin1').matchAll(/[!-~]{3,}/g)) {
    const found = text.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return true;
}

/**
 * RFC 2047: `=?utf-8?B?…?=`; blanks between two such words are none of the text (section 6.2). A word of an unknown
 * charset stays as it is.
 */
export function decodeWords(value: string): string {
  const joined = value
    .replace(/\n[ \t]?/g, ' ')
    .replace(/(=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)/g, '$1');
  const words = joined.replace(
    /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\s]*)\?=/g,
    (word: string, charset: string, form: string, text: string) =>
      decodeAs(charset, /b/i.test(form) ? Buffer.from(text, 'base64') : fromQ(text), false) ?? word,
  );
  return /[\x80-\xff]/.test(joined) && words === joined
    ? decodeText(Buffer.from(joined, 'latin1'), '').text
    : words;
}

/** Section 4.2. */
function fromQ(text: string): Buffer {
  const bytes = text
    .replace(/_/g, ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

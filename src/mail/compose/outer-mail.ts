import { fieldsOutside, headOf, structured } from './header-fields.js';
import type { Letter } from './letter.js';
import { closeDelimiter, delimiter, newBoundary } from './mail-boundary.js';

/** What stands around the armored message. */
export interface MailFrame {
  before: Uint8Array;
  after: Uint8Array;
}

/**
 * An encrypted mail (RFC 3156 section 4) without its message, which has to be armored with CRLF. Of the sender it tells
 * the address, where there is one, and nothing else: no Message-ID, no host, no program, no time zone.
 */
export function frameMail(letter: Letter): MailFrame {
  const boundary = newBoundary();
  const type = structured('multipart/encrypted', { protocol: 'application/pgp-encrypted', boundary });
  const before = [
    headOf([...fieldsOutside(letter), ['MIME-Version', '1.0'], ['Content-Type', type]]),
    delimiter(boundary),
    headOf([['Content-Type', 'application/pgp-encrypted']]),
    Buffer.from('Version: 1\r\n\r\n'),
    delimiter(boundary),
    headOf([
      ['Content-Type', structured('application/octet-stream', { name: 'encrypted.asc' })],
      ['Content-Disposition', structured('inline', { filename: 'encrypted.asc' })],
    ]),
  ];
  // the line break before a delimiter belongs to the delimiter
  const after = [Buffer.from('\r\n'), closeDelimiter(boundary)];
  return { before: Buffer.concat(before), after: Buffer.concat(after) };
}

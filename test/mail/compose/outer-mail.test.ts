import { describe, expect, it } from 'vitest';
import { fieldsInside, fieldsOutside } from '../../../src/mail/compose/header-fields.js';
import type { Letter } from '../../../src/mail/compose/letter.js';
import { frameMail } from '../../../src/mail/compose/outer-mail.js';
import { LETTER } from '../../support/letter.js';

describe('an encrypted mail (RFC 3156 section 4)', () => {
  it('holds a version, then the message, and tells of its sender the address alone', () => {
    const { before, after } = frameMail({ ...LETTER, from: { name: '', address: 'ann@example.org' } });
    const text = Buffer.from(before).toString();
    const boundary = /boundary="?([^"\r]+)"?\r\n/.exec(text)?.[1] ?? '';
    expect(boundary).toMatch(/^=_[0-9a-f]{32}$/);
    expect(text.replaceAll(boundary, 'B').replace(/\r\n /g, ' ')).toBe(
      [
        'From: ann@example.org',
        'To: security@example.com',
        'Subject: [...]',
        'Date: Thu, 26 Nov 2026 12:00:00 +0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="B"',
        '',
        '--B',
        'Content-Type: application/pgp-encrypted',
        '',
        'Version: 1',
        '',
        '--B',
        'Content-Type: application/octet-stream; name=encrypted.asc',
        'Content-Disposition: inline; filename=encrypted.asc',
        '',
        '',
      ].join('\r\n'),
    );
    expect(Buffer.from(after).toString()).toBe(`\r\n--${boundary}--\r\n`);
  });
});

describe('the fields of a mail', () => {
  const outside = (from: Letter['from']) => Object.fromEntries(fieldsOutside({ ...LETTER, from }));
  const subject = (text: string) =>
    fieldsInside({ ...LETTER, subject: text }).find(([name]) => name === 'Subject')?.[1];
  const address = 'ann@example.org';

  it('name no sender where none was given', () => {
    expect(fieldsOutside({ ...LETTER, from: undefined }).map(([name]) => name)).toEqual([
      'To',
      'Subject',
      'Date',
    ]);
  });

  it.each([
    ['', address],
    ['Ann', `"Ann" <${address}>`],
    ['Ann "the \\" Example', `"Ann \\"the \\\\\\" Example" <${address}>`],
    ['Änn', `=?UTF-8?B?w4Rubg==?= <${address}>`],
    ['Annä', `=?UTF-8?B?QW5uw6Q=?= <${address}>`],
    ['=?x?', `=?UTF-8?B?PT94Pw==?= <${address}>`],
  ])('a sender named %j: %s', (name, expected) => {
    expect(outside({ name, address }).From).toBe(expected);
  });

  it.each([
    ['Overflow in the login', 'Overflow in the login'],
    ['Überlauf', '=?UTF-8?B?w5xiZXJsYXVm?='],
    ['Menü', '=?UTF-8?B?TWVuw7w=?='],
    ['=?x?', '=?UTF-8?B?PT94Pw==?='],
  ])('a subject %j: %s', (text, expected) => {
    expect(subject(text)).toBe(expected);
  });
});

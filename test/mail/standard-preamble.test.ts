import { describe, expect, it } from 'vitest';
import { isStandardPreamble } from '../../src/mail/standard-preamble.js';

const isStandard = (text: string) => isStandardPreamble(Buffer.from(text));

describe('the sentence before the first part', () => {
  it.each([
    'This is an OpenPGP/MIME signed message (RFC 4880 and 3156)',
    'This is an OpenPGP/MIME encrypted message (RFC 2440 and 3156)',
    'This is an OpenPGP/MIME signed message (RFC 9580 and 3156).',
    'This is a multi-part message in MIME format.',
    'This is a multipart message in MIME format.',
    'This is a MIME-formatted message.',
    'This is a MIME message',
    'This is a message with multiple parts in MIME format.',
    'This is a cryptographically signed message in MIME format.',
  ])('%s', (sentence) => {
    expect(isStandard(sentence)).toBe(true);
    expect(isStandard(`\r\n${sentence}\r\n\r\n`)).toBe(true);
    expect(isStandard(`Pay. ${sentence}`)).toBe(false);
    expect(isStandard(`${sentence} Pay.`)).toBe(false);
    expect(isStandard(`${sentence}\nPay`)).toBe(false);
    expect(isStandard(sentence.padEnd(199))).toBe(true);
    expect(isStandard(sentence.padEnd(200))).toBe(false);
  });

  it('is none', () => {
    expect(isStandard('')).toBe(false);
    expect(isStandard('This is a message.')).toBe(false);
  });
});

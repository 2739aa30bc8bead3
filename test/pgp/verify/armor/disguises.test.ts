import { describe, expect, it } from 'vitest';
import { isUtf16Block, nameDisguise } from '../../../../src/pgp/verify/armor/disguises.js';
import { MalformedError, type ProblemCode } from '../../../../src/pgp/verify/malformed.js';
import { armored } from '../../../support/messages.js';

const BLOCK = armored('MESSAGE', Buffer.from('whatever it is'.repeat(10)));

/** What a text is named as; `undefined`: it hides nothing. */
function nameOf(text: string | Buffer): ProblemCode | undefined {
  try {
    nameDisguise(Buffer.from(text as string));
    return undefined;
  } catch (error) {
    if (error instanceof MalformedError) return error.problem.code;
    throw error;
  }
}

describe('a block that no reader of armor sees is named', () => {
  it.each<[string, ProblemCode, () => string | Buffer]>([
    ['UTF-16', 'utf-16', () => Buffer.from(BLOCK, 'utf16le')],
    ['UTF-16, the other way round', 'utf-16', () => Buffer.from(BLOCK, 'utf16le').swap16()],
    ['a part of a web address', 'percent-encoded', () => `https://a.example/?m=${encodeURIComponent(BLOCK)}`],
    [
      'all its characters escaped',
      'percent-encoded',
      () => BLOCK.replace(/-/g, '%2D').replace(/ /g, '%20').replace(/\n/g, '%0A'),
    ],
    ['a field of a form', 'percent-encoded', () => `m=${new URLSearchParams({ m: BLOCK })}`],
    ['a string of JSON', 'json-encoded', () => JSON.stringify({ m: BLOCK })],
    ['with CRLF in it', 'json-encoded', () => JSON.stringify(BLOCK.replace(/\n/g, '\r\n'))],
    ['base64 over the armor', 'base64-armor', () => Buffer.from(BLOCK).toString('base64')],
    ['the same in a field', 'base64-armor', () => `m: ${Buffer.from(BLOCK).toString('base64')}`],
  ])('%s: %s', (_name, code, make) => {
    expect(nameOf(make())).toBe(code);
  });
});

describe('nothing is named', () => {
  it.each<[string, string]>([
    ['a text', 'a text\n'],
    ['a mention of the line', 'the line -----BEGIN PGP MESSAGE----- begins it'],
    ['a beginning without an end', 'm=-----BEGIN%20PGP%20MESSAGE-----'],
    ['an end before the beginning', '-----END%20PGP%20MESSAGE----- -----BEGIN%20PGP%20MESSAGE-----'],
    ['a line break as two characters, and no end', '"-----BEGIN PGP MESSAGE-----\\n"'],
    ['letters in the middle of a word', `xLS0tLS1CRUdJTiBQR1Ag`],
    ['nothing', ''],
  ])('of %s', (_name, text) => {
    expect(nameOf(text)).toBeUndefined();
  });
});

it('UTF-16 is told by the mark of a block, not by its bytes alone', () => {
  expect(isUtf16Block(Buffer.from('a text', 'utf16le'))).toBe(false);
  expect(isUtf16Block(Buffer.from(`a text\n${BLOCK}`, 'utf16le'))).toBe(true);
  expect(isUtf16Block(Buffer.from(BLOCK))).toBe(false);
});

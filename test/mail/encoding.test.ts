import { describe, expect, it } from 'vitest';
import { decodeBody, encodingName, forgivingBase64, isIdentity } from '../../src/mail/encoding.js';

describe('the name of an encoding', () => {
  it.each([
    ['', '7bit'],
    ['7bit', '7bit'],
    ['7-bit', '7bit'],
    ['7bits', '7bit'],
    ['8bit', '8bit'],
    ['8-bit', '8bit'],
    ['8bits', '8bit'],
    ['BINARY', 'binary'],
    ['Base64', 'base64'],
    ['quoted_printable', 'quoted-printable'],
    [' (as ever) quoted-printable ', 'quoted-printable'],
    [' Base64; x=Y ', 'base64; x=y'],
    ['base64 Or not ', 'base64 or not'],
  ])('%j: %j', (value, name) => {
    expect(encodingName(value)).toBe(name);
  });

  it('tells whether a body stands there as it is', () => {
    const names = ['7bit', '8bit', 'binary', 'base64', 'quoted-printable', 'x-uue', ''];
    expect(names.filter(isIdentity)).toEqual(['7bit', '8bit', 'binary']);
  });
});

describe('a body, decoded', () => {
  const decoded = (body: string, encoding: string) =>
    decodeBody(Buffer.from(body, 'latin1'), encoding)?.toString('latin1');

  it.each(['7bit', '8bit', 'binary'])('%s: as it stands', (encoding) => {
    expect(decoded('a=3D\r\n\xff', encoding)).toBe('a=3D\r\n\xff');
  });

  it('of an unknown encoding: none', () => {
    expect(decoded('a', 'x-uue')).toBeUndefined();
    expect(decoded('a', '')).toBeUndefined();
  });

  it.each([
    ['aGVsbG8=', 'hello'],
    ['aGV\r\nsb \tG8=\n', 'hello'],
    ['aGVsbG8', 'hello'],
    ['/+8=', '\xff\xef'],
    ['', ''],
    ['aGVsbG8=aGVsbG8=', undefined],
    ['aGVsbG8====', undefined],
    ['aGVs!bG8=', undefined],
    ['!aGVsbG8=', undefined],
    ['aGVsbG8=!', undefined],
  ])('base64 %j: %j', (body, text) => {
    expect(decoded(body, 'base64')).toBe(text);
  });

  it('base64 that is none, as programs take it that forgive more: each piece of it', () => {
    const forgiven = (body: string) => forgivingBase64(Buffer.from(body, 'latin1')).toString('latin1');
    expect(forgiven('aGVsbG8=aGVsbG8=')).toBe('hellohello');
    expect(forgiven('aGVsbG8==aGVsbG8')).toBe('hellohello');
    expect(forgiven('!aGV\nsb-G8=')).toBe('hello');
    expect(forgiven('')).toBe('');
  });

  it.each([
    ['a=3Db=3d', 'a=b='],
    ['a=\nb', 'ab'],
    ['a=\r\nb', 'ab'],
    ['a= \nb', 'ab'],
    ['a=\t \r\nb', 'ab'],
    ['a=', 'a'],
    ['a=  ', 'a'],
    ['a=\rb', 'a=\rb'],
    ['a= b', 'a= b'],
    ['a=\tb', 'a=\tb'],
    ['a=4', 'a=4'],
    ['a=4G', 'a=4G'],
    ['a=G4', 'a=G4'],
    ['a==3D', 'a=='],
    ['=41=42', 'AB'],
    ['=C3=BC', '\xc3\xbc'],
    [`a=${' '.repeat(79)}\nb`, 'ab'],
    [`a=${' '.repeat(80)}\nb`, 'ab'],
    [`a=${' '.repeat(81)}\nb`, `a=${' '.repeat(81)}\nb`],
  ])('quoted-printable %j: %j', (body, text) => {
    expect(decoded(body, 'quoted-printable')).toBe(text);
  });
});

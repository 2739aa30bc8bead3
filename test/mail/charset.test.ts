import { describe, expect, it } from 'vitest';
import { decodeText, decodeWords, holdsAscii, isAsciiBased } from '../../src/mail/charset.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('the text of bytes', () => {
  it.each([
    ['in UTF-8 where no charset is named', Buffer.from('grün'), '', { text: 'grün', understood: true }],
    ['in the charset that is named', latin1('gr\xfcn'), 'iso-8859-1', { text: 'grün', understood: true }],
    ['without one: not UTF-8', latin1('gr\xfcn'), '', { text: 'grün', understood: false }],
    ['in a charset that it is not in', latin1('gr\xfcn'), 'utf-8', { text: 'gr\ufffdn', understood: false }],
    ['in ASCII', latin1('hello\x7f'), 'us-ascii', { text: 'hello\x7f', understood: true }],
    ['in ASCII, which it is not', latin1('gr\xfcn'), 'us-ascii', { text: 'grün', understood: false }],
    [
      'in ASCII by its short name, which it is not',
      latin1('\xfc'),
      'ascii',
      { text: 'ü', understood: false },
    ],
    ['in one that nobody knows', latin1('gr\xfcn'), 'x-made-up', { text: 'grün', understood: false }],
  ])('%s', (_name, bytes, charset, expected) => {
    expect(decodeText(bytes, charset)).toEqual(expected);
  });
});

describe('a charset in which ASCII is ASCII', () => {
  it.each([
    ['', 'us-ascii', 'US-ASCII', 'ascii', 'utf-8', 'utf8', 'UTF-8', 'iso-8859-1', 'iso8859-1', 'iso88591'],
    ['iso-8859-15', 'iso-8859-8-i', 'iso-8859-8-E', 'iso_8859-1', 'iso_8859-15', 'latin1', 'latin-1'],
    ['windows-1252', 'cp1252', 'koi8-r', 'KOI8-U'],
  ])('is each of %j, %j, %j and their like', (...names) => {
    for (const name of names) expect(isAsciiBased(name), name).toBe(true);
  });

  it.each([
    'utf-16',
    'utf-16le',
    'utf-7',
    'iso-2022-jp',
    'iso-8859-8-x',
    'utf-88',
    'xutf-8',
    'latin',
    'koi8-x',
  ])('is not %s', (name) => {
    expect(isAsciiBased(name)).toBe(false);
  });

  it('keeps the words of the bytes, in their order', () => {
    expect(holdsAscii('say hello to all', latin1('\x01hello\x02all'))).toBe(true);
    expect(holdsAscii('say hello to all', latin1('all\x01hello'))).toBe(false);
    expect(holdsAscii('hello', latin1('hello\x01hello'))).toBe(false);
    expect(holdsAscii('text', latin1('a\x01b\x02c'))).toBe(true);
  });
});

describe('encoded words of a header', () => {
  it.each([
    ['=?utf-8?B?Z3LDvG4=?=', 'grün'],
    ['=?utf-8?b?Z3LDvG4=?=', 'grün'],
    ['=?iso-8859-1?Q?gr=FCn_und=20gut?=', 'grün und gut'],
    ['=?ISO-8859-1?q?=fc?=', 'ü'],
    ['=?utf-8*de?Q?x?=', 'x'],
    ['=?utf-8*?Q?x?=', 'x'],
    ['=?utf-8*de-at?Q?x?=', 'x'],
    ['=?utf-8*a b?Q?x?=', '=?utf-8*a b?Q?x?='],
    ['a =?utf-8?Q?b?= c', 'a b c'],
    ['=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['=?utf-8?Q?a?=\n =?utf-8?B?Yg==?=', 'ab'],
    ['=?utf-8?Q?a?= \t =?x?q?b?=', 'a=?x?q?b?='],
    ['=?utf-8?Q?a?= b =?utf-8?Q?c?=', 'a b c'],
    ['=?utf-8?Q??= =?utf-8?Q?b?=', 'b'],
    ['=?utf-8?Q?a b?= =?utf-8?Q?c?=', '=?utf-8?Q?a b?= c'],
    ['=?utf-8?X?a?= =?utf-8?Q?b?=', '=?utf-8?X?a?= b'],
    ['=?utf-8?Q?a?= =?utf-8?X?b?=', 'a =?utf-8?X?b?='],
    ['folded\n line\n\tand\nmore', 'folded line and more'],
    ['=?utf-8?Q?a=', '=?utf-8?Q?a='],
    ['=?utf-8?Q?=ZZ=4?=', '=ZZ=4'],
    ['=?utf-8?Q?gr=FCn?=', 'gr\ufffdn'],
  ])('%j: %j', (value, text) => {
    expect(decodeWords(value)).toBe(text);
  });

  it('raw UTF-8 is read as such, and only where there is no such word', () => {
    expect(decodeWords(latin1('gr\xc3\xbcn').toString('latin1'))).toBe('grün');
    expect(decodeWords('gr\xfcn')).toBe('grün');
    expect(decodeWords('\xc3\xbc')).toBe('ü');
    expect(decodeWords('\xc3\xbc =?utf-8?Q?x?=')).toBe('\xc3\xbc x');
    expect(decodeWords('=?utf-8?Q?=C3=BC?=')).toBe('ü');
  });
});

import { describe, expect, it } from 'vitest';
import { beginLines } from '../../../../src/pgp/verify/armor/begin-lines.js';
import type { ProblemCode } from '../../../../src/pgp/verify/malformed.js';

const BEGIN = '-----BEGIN PGP MESSAGE-----';
/** One byte for each character: a no-break space or a dash is what it is in Latin-1 or Windows-1252. */
const found = (text: string) => [...beginLines(Buffer.from(text, 'latin1'))];
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

describe('a line that begins a block', () => {
  it.each([
    ['MESSAGE', 'other'],
    ['SIGNED MESSAGE', 'cleartext'],
    ['SIGNATURE', 'signature'],
    ['PUBLIC KEY BLOCK', 'certificate'],
    ['PRIVATE KEY BLOCK', 'other'],
  ])('%s', (label, meant) => {
    for (const end of ['\n', '\r\n', ' \n', '']) {
      const [line, ...others] = found(`text\n-----BEGIN PGP ${label}-----${end}`);
      expect(line).toMatchObject({ label, meant, start: 5, mark: 10, number: 2, weak: false });
      expect(line?.damage).toBeUndefined();
      expect(others).toEqual([]);
    }
  });

  it('each is found, with its number', () => {
    const lines = found(`${BEGIN}\n\n${BEGIN}\n> ${BEGIN}\n`);
    expect(lines.map(({ number, damage }) => [number, damage])).toEqual([
      [1, undefined],
      [3, undefined],
      [4, 'quoted'],
    ]);
  });
});

describe('what was done to it', () => {
  it.each<[ProblemCode, string]>([
    ['quoted', `> ${BEGIN}\n`],
    ['quoted', `| > ${BEGIN}\n`],
    ['indented', `  ${BEGIN}\n`],
    ['indented', `\xa0${BEGIN}\n`],
    ['bom', utf8(`\ufeff${BEGIN}\n`)],
    ['quoted-printable', `${BEGIN}=20\n`],
    ['quoted-printable', `=2D${BEGIN.slice(1)}\n`],
    ['html', `<pre>${BEGIN}\n`],
    ['html', `&gt; ${BEGIN}\n`],
    ['html', `&#45;${BEGIN.slice(1)}<br>\n`],
    ['html', `${BEGIN}<br>\n`],
    ['html', `<p class="${'x'.repeat(200)}">${BEGIN}\n`],
    ['cr-only', `${BEGIN}\rdata\r`],
    ['crcrlf', `${BEGIN}\r\r\n`],
    ['joined', `${BEGIN} data -----END PGP MESSAGE-----\n`],
    ['rewrapped', `${BEGIN} data\n`],
    ['nbsp', '-----BEGIN PGP\xa0MESSAGE-----\n'],
    ['nbsp', utf8('-----BEGIN\u00a0PGP\u00a0MESSAGE-----\n')],
    ['dashes', utf8('\u2014\u2014-BEGIN PGP MESSAGE\u2014\u2014-\n')],
    ['dashes', '\x97\x97-BEGIN PGP MESSAGE\x97\x97-\n'],
    ['json-encoded', `${BEGIN}\\n\\ndata\\n-----END PGP MESSAGE-----\\n\n`],
    ['json-encoded', `Hello,\\r\\n\\r\\n${BEGIN}\\r\\n\\r\\ndata`],
    ['begin-line', '-----BEGIN PGPMESSAGE-----\n'],
    ['begin-line', '-----Begin PGP Message-----\n'],
    ['begin-line', '-----begin pgp signed message-----\n'],
    ['html', `<p>Hello</p><pre>${BEGIN}\n`],
    ['html', `Hello<div>${BEGIN}<br>data\n`],
    ['html', `<div dir="ltr"><div>${BEGIN.replaceAll(' ', '&nbsp;')}</div>\n`],
    ['invisible', utf8('-----\u200bBEGIN PGP MESSAGE-----\n')],
    ['invisible', utf8('\u2060-----BEGIN\u00ad PGP MESSAGE-----\n')],
    ['begin-prefix', `{code}${BEGIN}\n\n${'A'.repeat(64)}\n`],
    ['begin-prefix', `\x1b[32m${BEGIN}\r\nComment: x\r\n\r\n${'A'.repeat(64)}\r\n`],
    ['begin-prefix', `it: -----BEGIN PGP SIGNATURE-----\n\n${'A'.repeat(64)}`],
  ])('%s: %j', (damage, text) => {
    expect(found(text)).toMatchObject([{ damage, label: undefined, weak: false }]);
  });

  it('so much that only the signature of its text makes a message of it', () => {
    expect(found('---BEGIN PGP SIGNED MESSAGE---\n')).toMatchObject([
      { damage: 'begin-line', weak: true, meant: 'cleartext' },
    ]);
    expect(found('{code}-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n')).toMatchObject([
      { damage: 'begin-prefix', weak: true, meant: 'cleartext' },
    ]);
  });

  it('a block that begins in the line of another is what it says itself', () => {
    const [first, second] = found(
      '-----BEGIN PGP SIGNED MESSAGE-----\\n\\nhi\\n-----BEGIN PGP SIGNATURE-----\\n',
    );
    expect([first?.meant, second?.meant]).toEqual(['cleartext', 'signature']);
  });
});

describe('no beginning', () => {
  it.each([
    `the line ${BEGIN} begins it`,
    `it begins with ${BEGIN}\n\nand ends with another line\n`,
    `it begins with ${BEGIN}\nand ${'A'.repeat(64)}\n`,
    `${'\0'.repeat(512)}${BEGIN}\n\n${'A'.repeat(64)}\n`,
    `<p>Look for <code>${BEGIN}</code></p>\n`,
    'it begins with -----BEGIN PGP SIGNED MESSAGE-----\nand a text\n',
    '-----BEGIN CERTIFICATE-----\n',
    'BEGIN PGP MESSAGE\n',
    '-----END PGP MESSAGE-----\n',
    'in the BEGINNING\n',
    '',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('a line of nothing else costs a look at a few bytes for each', () => {
    const start = performance.now();
    expect(found('-BEGIN'.repeat(50_000))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import type { RepairWarning } from '../../../../src/pgp/verify/repair.js';
import { isComplete, isTextRepaired } from '../../../../src/pgp/verify/wholeness.js';
import { armored, inline, trustOf, verdictOn } from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

let vendor: TestVendor;
let trust: Trust;
let binary: Buffer;
let good: string;

beforeAll(async () => {
  vendor = await makeVendor();
  trust = await trustOf(vendor);
  // a signature has other bytes each time; its base64 is to hold a plus sign, for what forms do to those
  do {
    binary = await inline(vendor.privateKey, Buffer.from('text '.repeat(50)));
    good = armored('MESSAGE', binary);
  } while (!/^(?![-=]).*\+/m.test(good));
});

const lines = () => good.split('\n');
const each = (change: (line: string) => string) =>
  lines()
    .map((line) => (line === '' ? line : change(line)))
    .join('\n');
const without = (index: number) =>
  lines()
    .filter((_, at) => at !== index)
    .join('\n');

/** The same block with other lines, all of one length. */
function rewidth(width: number): string {
  const wide = binary
    .toString('base64')
    .match(new RegExp(`.{1,${width}}`, 'g'))
    ?.join('\n');
  return `-----BEGIN PGP MESSAGE-----\n\n${wide}\n-----END PGP MESSAGE-----\n`;
}

describe('padding', () => {
  it.each([0, 1, 2])('may stand on lines of its own, %i characters of it', async (size) => {
    // a packet of a private type is passed over
    const more = (3 - size + 2 * (binary.length + 2)) % 3;
    const padded = Buffer.concat([binary, Buffer.from([0xfc, more]), Buffer.alloc(more)]);
    const text = padded.toString('base64');
    const block = (body: string) => `-----BEGIN PGP MESSAGE-----\n\n${body}\n-----END PGP MESSAGE-----\n`;
    for (const body of [text.replace(/./g, '$&\n').trimEnd(), text.replace(/=/g, '\n=')]) {
      expect(await verdictOn(block(body), trust)).toMatchObject({ verdict: 'good' });
    }
    expect(text.match(/=*$/)?.[0]).toHaveLength(size);
    expect(await verdictOn(block(text.replace(/=*$/, '\n=\nAAAA')), trust)).toMatchObject({
      verdict: 'malformed',
    });
  });
});

describe('what mail programs do to a block is named', () => {
  it.each<[string, () => string, string, number | undefined]>([
    [
      'quoted, but for its first line',
      () =>
        lines()
          .map((line, at) => (at === 0 ? line : `> ${line}`))
          .join('\n'),
      'quoted',
      2,
    ],
    [
      'quoted, but for a line in the middle',
      () => each((line) => `> ${line}`).replace(/^> (.{64})$/m, '$1'),
      'quoted',
      1,
    ],
    [
      'indented, but for a line in the middle',
      () => each((line) => `    ${line}`).replace(/^ {4}(.{64})$/m, '  $1'),
      'indented',
      1,
    ],
    ['no blank line', () => without(1), 'no-blank-line', 2],
    ['joined with its BEGIN line', () => good.replace('-----\n\n', '----- '), 'rewrapped', 1],
    [
      'plus signs that a web form has made blanks',
      () => each((line) => (/^[-=]/.test(line) ? line : line.replace(/\+/g, ' '))),
      'plus-blanks',
      undefined,
    ],
    ['cut off', () => lines().slice(0, 6).join('\n'), 'no-end-line', 6],
    ['cut off in its head', () => lines().slice(0, 1).join('\n'), 'no-end-line', undefined],
    ['two blocks', () => good + good, 'several-blocks', lines.length],
    [
      'a strange character',
      () =>
        lines()
          .map((line, at) => (at === 3 ? line.replace(/^(.{9})./, '$1*') : line))
          .join('\n'),
      'armor-character',
      undefined,
    ],
    [
      'a missing character',
      () => good.replace(/\n([A-Za-z0-9+/]{10})[A-Za-z0-9+/]([^\n]*)\n=/, '\n$1$2\n='),
      'armor-padding',
      undefined,
    ],
    ['another END', () => good.replace('END PGP MESSAGE', 'END PGP SIGNATURE'), 'end-line', undefined],
    [
      'a damaged BEGIN',
      () => good.replace('BEGIN PGP MESSAGE-----', 'BEGIN PGP MESSAGE---'),
      'begin-line',
      1,
    ],
    ['a part', () => good.replace(/PGP MESSAGE/g, 'PGP MESSAGE, PART 1/2'), 'armor-part', 1],
    ['nothing', () => '-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n', 'armor-empty', 1],
    ['the wrong label', () => good.replace(/PGP MESSAGE/g, 'PGP SIGNATURE'), 'label-content', undefined],
    ['no header', () => good.replace('\n\n', '\nnot a header\n\n'), 'armor-header', 2],
  ])('%s', async (_name, make, code, line) => {
    const message = make();
    expect(message).not.toBe(good);
    const result = await verdictOn(message, trust);
    expect(result).toMatchObject({ verdict: 'malformed', problem: { code } });
    if (typeof line === 'number' && line > 0) expect(result).toMatchObject({ problem: { line } });
  });
});

describe('the checksum', () => {
  it('wrong or missing: a warning, and no verdict', async () => {
    const wrong = await verdictOn(armored('MESSAGE', binary, { crc: '=AAAA' }), trust);
    expect(wrong).toMatchObject({ verdict: 'good', warnings: [{ code: 'crc-wrong' }] });
    const missing = await verdictOn(armored('MESSAGE', binary, { crc: false }), trust);
    expect(missing).toMatchObject({ verdict: 'good', warnings: [{ code: 'crc-missing' }] });
  });

  it.each(['=', '=AAA', '=AAAAA', '=\xff\xff\xff\xff'])('is none that can be read: %j', async (crc) => {
    const damaged = Buffer.from(armored('MESSAGE', binary, { crc }), 'latin1');
    expect(await verdictOn(damaged, trust)).toMatchObject({
      verdict: 'good',
      warnings: [{ code: 'crc-wrong' }],
    });
  });

  it('does not make a changed message good', async () => {
    const changed = lines()
      .map((line, at) => (at === 4 ? line.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) : line))
      .join('\n');
    const result = await verdictOn(changed, trust);
    expect(result.verdict).not.toBe('good');
  });
});

describe('accepted', () => {
  it.each<[string, () => string | Buffer]>([
    ['binary', () => binary],
    ['armored', () => good],
    ['CRLF', () => good.replace(/\n/g, '\r\n')],
    ['headers', () => good.replace('\n\n', '\nVersion: X 1.0\nComment: hello: world\nCharset: UTF-8\n\n')],
    ['blanks at line ends', () => good.replace(/\n/g, ' \t\n')],
    ['no final line break', () => good.trimEnd()],
    ['a blank line before END', () => good.replace('-----END', '\n-----END')],
    ['lines of 76', () => rewidth(76)],
    ['lines of 60', () => rewidth(60)],
    ['lines of 61', () => rewidth(61)],
    ['lines of any length', () => good.replace(/^([A-Za-z0-9+/]{41})([A-Za-z0-9+/]+)$/gm, '$1\n$2')],
    ['lines of one', () => rewidth(1)],
  ])('%s', async (_name, make) => {
    expect(await verdictOn(make(), trust)).toMatchObject({ verdict: 'good', kind: 'inline' });
  });

  it.each<[string, () => string, RepairWarning, number | undefined]>([
    ['lines of 77', () => rewidth(77), 'repair-long-lines', 3],
    ['one line', () => rewidth(1000), 'repair-long-lines', 3],
    ['spaces for line breaks', () => good.replace(/([A-Za-z0-9+/]{64})\n/g, '$1 '), 'repair-blanks', 3],
    [
      'no-break spaces for line breaks',
      () => good.replace(/([A-Za-z0-9+/]{64})\n/g, '$1\u00a0'),
      'repair-blanks',
      3,
    ],
    ['empty lines between', () => good.replace(/([A-Za-z0-9+/]{64})\n/g, '$1\n\n'), 'repair-empty-lines', 4],
    [
      'the checksum on the last line',
      () => good.replace(/\n=(.{4})\n/, '=$1\n'),
      'repair-crc-joined',
      undefined,
    ],
    ['a no-break space on the blank line', () => good.replace('\n\n', '\n\u00a0\n'), 'repair-nbsp', 2],
  ])('with a warning: %s', async (_name, make, code, line) => {
    const result = await verdictOn(make(), trust);
    expect(result).toMatchObject({ verdict: 'good', kind: 'inline' });
    expect(result.warnings).toContainEqual({ code, line: line ?? expect.any(Number) });
    expect(isTextRepaired(result)).toBe(false);
  });

  it('header lines are counted: nobody signs them', async () => {
    const message = good.replace('\n\n', '\nComment: pay Eve\nVersion: 1\n\n');
    const result = await verdictOn(message, trust);
    expect(result).toMatchObject({ verdict: 'good', warnings: [{ code: 'armor-headers', count: 2 }] });
    expect(isComplete(result)).toBe(false);
  });

  it('text around it is counted', async () => {
    expect(await verdictOn(`one\ntwo\n\n${good}three\n`, trust)).toMatchObject({
      verdict: 'good',
      warnings: [
        { code: 'text-before', count: 2 },
        { code: 'text-after', count: 1 },
      ],
    });
  });
});

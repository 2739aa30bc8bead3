/** What parts the mails of an mbox file (RFC 4155), and what is none of its lines. */
import { describe, expect, it } from 'vitest';
import { readEntity } from '../../src/mail/entity.js';
import { withoutFromMarks } from '../../src/mail/file/from-lines.js';
import { isMail, openMailFile } from '../../src/mail/file/mail-file.js';
import { MAX_HEADER } from '../../src/mail/largest-mail.js';
import { growTree } from '../../src/mail/mail-tree.js';

const HEAD = 'From: security@example.com\nSubject: hello\n';
const SEPARATOR = 'From a@b Mon Jan  1 10:00:00 2024\n';
const open = (file: string) => openMailFile(Buffer.from(file));
const isMbox = (line: string) => open(`${line}\n${HEAD}`)[0]?.mbox;

describe('a separator', () => {
  it.each([
    ...[
      'From a@b Mon Jan  1 10:00:00 2024',
      'From a@b  Mon  Jan  12  10:00:00  2024',
      'From - Mon Jan 1 1:00',
    ],
    ...['From a@b Tue, 2 Jan 2024 10:00 +0000', 'From a@b Tue,  12  Jan  2024  9:05:07  UTC'],
    ...['From a@b Mon Jan 12 10:00 CET 2024', 'From a@b Mon Jan 12 10:00:00 2024 -0500  '],
    ...['From a@b Mon Jan 12 10:00 2024 -0500 EST', 'From a@b Mon Jan 12 10:00:00 2024\r'],
  ])('is %j', (line) => {
    expect(isMbox(line)).toBe(true);
  });

  it.each([
    ...[
      'x From a@b Mon Jan 1 10:00:00 2024',
      'From a@b Mon Jan x 10:00:00 2024',
      'From a@b Mon Jan 1x 10:00',
    ],
    ...['From a@b Mon jan 1 10:00', 'From a@b Mon x Jan 2024 10:00', 'From a@b Mon 1x Jan 2024 10:00'],
    ...['From a@b Mon 1 jan 2024 10:00', 'From a@b Mon 1 JAN 2024 10:00', 'From a@b Mon 1 Ja 2024 10:00'],
    ...['From a@b Mon 1 Jan 20 10:00', 'From a@b Mon 1 Jan year 10:00', 'From a@b Mon Jan 1 x0:00'],
    ...['From a@b Mon Jan 1 1x:00', 'From a@b Mon Jan 1 10:x0', 'From a@b Mon Jan 1 10:0x'],
    ...['From a@b Mon Jan 1 10:00:x0', 'From a@b Mon Jan 1 10:00:0x', 'From a@b Mon Jan 1 10:00 20245'],
    ...['From a@b Mon Jan 1 10:00 202', 'From a@b Mon Jan 1 10:00 +02', 'From a@b Mon Jan 1 10:00 +pays'],
    ...['From a@b Mon Jan 1 10:00 *0200', 'From a@b Mon Jan 1 10:00 utc', 'From a@b Mon Jan 1 10:00 MALLORY'],
    ...[
      'From a@b Mon Jan 1 10:00 2024 PAY THE MAN',
      'From a@b Mon Jan 1 10:00 2024 x',
      'From Mon Jan 1 10:00',
    ],
  ])('is not %j: that could be text', (line) => {
    expect(isMbox(line)).toBe(false);
  });

  it('begins a mail only before a head', () => {
    expect(open(`${SEPARATOR}${HEAD}\n${SEPARATOR}no field\n`)).toHaveLength(1);
    expect(open(`${SEPARATOR}${HEAD}\n${SEPARATOR}${HEAD}`)).toHaveLength(2);
  });

  it('begins 1,000 mails at most', () => {
    const file = (count: number) => `${SEPARATOR}${HEAD}\n`.repeat(count);
    expect(open(file(1000))).toHaveLength(1000);
    expect(() => open(file(1001))).toThrow(
      expect.objectContaining({ problem: { code: 'mail-structure', fault: 'too-many-parts' } }),
    );
  });
});

describe('the mark before a line that looks like one', () => {
  it('is taken away, in each way in which programs put it there, and no other byte changes', () => {
    const part = growTree(readEntity(Buffer.from('X: >From \xfc\n\n>From \xfc\n>>From b\n', 'latin1')));
    expect(withoutFromMarks(part).map(({ whole }) => whole.toString('latin1'))).toEqual([
      'X: >From \xfc\n\nFrom \xfc\n>From b\n',
      'X: >From \xfc\n\nFrom \xfc\n>>From b\n',
    ]);
  });
});

describe('a file', () => {
  it('with a number and more in its first line is none of Apple Mail’s', () => {
    expect(open(`12 angry men\n${HEAD}`).map(({ before }) => before.toString())).toEqual(['12 angry men\n']);
    expect(open(`${HEAD.length}\n${HEAD}`)).toMatchObject([{ mbox: false }]);
  });

  it('with a blank line before its head holds all fields of that', () => {
    const head = `X-Note: a field\n${HEAD}`;
    expect(open(`\n${head}`).map(({ data }) => data.toString())).toEqual([head]);
  });

  it('is a mail by a part of it that is protected, under whatever blanks', () => {
    for (const type of ['Content-Type: multipart/signed', 'content-type \t:multipart/encrypted; x']) {
      expect(isMail(Buffer.from(`${type}\n\n`)), type).toBe(true);
    }
    for (const type of ['X-Content-Type: multipart/signed\nSubject: x', 'Content-Type: multipart/signedx']) {
      expect(isMail(Buffer.from(`${type}\n\n`)), type).toBe(false);
    }
  });

  it('is a mail by its own fields, folded however often, within the first 4 MiB', () => {
    expect(isMail(Buffer.from(`From: a\nTo: b\n${' c\n'.repeat(9)}\n`))).toBe(true);
    const filled = (size: number) =>
      `From: a\n${`X: ${'a'.repeat(60)}\n`.repeat(MAX_HEADER / 64 - 1)}X: ${'a'.repeat(size)}\nTo: b\n\n`;
    const most = MAX_HEADER - filled(0).length + 1;
    expect(isMail(Buffer.from(filled(most)))).toBe(true);
    expect(isMail(Buffer.from(filled(most + 1)))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src/mail/header/head.js';
import { MAX_HEADER } from '../../../src/mail/largest-mail.js';
import { MailFault, type MailProblem } from '../../../src/mail/mail-fault.js';

function problem(head: string): MailProblem | undefined {
  try {
    readHead(Buffer.from(head, 'latin1'));
  } catch (error) {
    if (error instanceof MailFault) return error.problem;
    throw error;
  }
  return undefined;
}

describe('a head that is refused', () => {
  it.each([
    ['a NUL in it', 'Subject: a\0b\n\n', 'header-control'],
    ['a carriage return in it', 'Subject: a\rX: b\n\n', 'header-control'],
    ['two carriage returns at a line end', 'Subject: a\r\r\nX: b\r\n\r\n', 'header-control'],
    ['a vertical tab in it', 'Subject: a\vContent-Type: text/html\n\n', 'header-control'],
    ['a form feed in it', 'Subject: a\fContent-Type: text/html\n\n', 'header-control'],
    ['a line of blanks in it', 'Subject: a\n \t\n b\n\n', 'blank-in-header'],
    ['a long field', `Subject: ${'a'.repeat(70_000)}\n\n`, 'field-too-long'],
    ['a long folded field', `Subject: a\n${` ${'b'.repeat(900)}\n`.repeat(80)}\n`, 'field-too-long'],
    ['a long head', `${`X: ${'a'.repeat(60)}\n`.repeat(MAX_HEADER / 64 + 1)}\n`, 'header-too-long'],
  ])('%s', (_what, head, fault) => {
    expect(problem(head)).toEqual({ code: 'mail-structure', fault });
  });

  it('a content field twice, however it is written', () => {
    for (const again of ['Content-Type', 'CONTENT-TYPE', 'Content-type ']) {
      expect(problem(`Content-Type: text/plain\nX: y\n${again}: text/html\n\n`)).toEqual({
        code: 'mail-repeated',
        text: again.trim(),
      });
    }
  });
});

describe('a head', () => {
  it('folded, with obsolete blanks, other fields left out', () => {
    const text = 'Subject : one\r\n  two\r\nX-Other: a\r\n b\r\nFROM:me\r\n\r\nbody: x';
    const head = readHead(Buffer.from(text));
    expect(head.fields).toEqual([
      { name: 'subject', value: 'one\n  two' },
      { name: 'from', value: 'me' },
    ]);
    expect(text.slice(head.end)).toBe('body: x');
    expect(head.odd).toBeUndefined();
  });

  it.each([
    ['a banner', '[external sender]\n', 'X: y\n'],
    ['a quoted separator', '>From joe@example.com Mon\n', ''],
    ['a folded line of nothing', '', ' text\nSubject: a\n'],
  ])('with %s: from there on told of', (_what, odd, rest) => {
    const head = readHead(Buffer.from(`${odd === '' ? '' : 'Subject: a\n'}${odd}${rest}\nbody`));
    expect(head.odd?.toString()).toBe(odd + rest);
  });

  it.each([
    ...['From', 'Sender', 'Reply-To', 'Resent-From', 'To', 'Cc', 'Newsgroups', 'Organization', 'Comments'],
    ...['Keywords', 'Subject', 'Date'],
    ...['Content-Type', 'Content-Transfer-Encoding', 'Content-Disposition', 'Content-Description'],
  ])('with the field %s, which mail programs show or act upon', (name) => {
    expect(readHead(Buffer.from(`${name}: text\n\n`)).fields).toEqual([
      { name: name.toLowerCase(), value: 'text' },
    ]);
  });

  it('as long as may be, and a field as long as may be', () => {
    const lines = `X: ${'a'.repeat(60)}\n`.repeat(MAX_HEADER / 64);
    expect(problem(`${lines}\n`)).toBeUndefined();
    expect(problem(`${lines}X:\n\n`)).toMatchObject({ fault: 'header-too-long' });
    expect(problem(`Subject:${'a'.repeat(65_536)}\n\n`)).toBeUndefined();
    expect(problem(`Subject:${'a'.repeat(65_537)}\n\n`)).toMatchObject({ fault: 'field-too-long' });
  });

  it('without an end: all of it', () => {
    expect(readHead(Buffer.from('Subject: a')).end).toBe(10);
    expect(readHead(Buffer.from('\nbody')).end).toBe(1);
  });
});

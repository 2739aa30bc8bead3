import { describe, expect, it } from 'vitest';
import { besidePart, numberParts, openMails } from '../../src/mail/unpack.js';
import { attachedFile, MAIL_HEAD, multipart } from '../support/signed-mails.js';

const MAIL = `${MAIL_HEAD}Content-Type: text/plain\n\nthe inner text\n`;

const SEPARATOR = 'From a@example.com Mon Jan  1 10:00:00 2024\n';

const attached = (content: string, type?: string, name = 'mail.eml') => attachedFile(name, content, type);

const partsOf = (...parts: string[]) => {
  const mails = openMails(Buffer.from(MAIL_HEAD + multipart(parts)));
  return { mails, parts: numberParts(mails.map(({ root }) => root)) };
};
const formsOf = (...parts: string[]) => partsOf(...parts).parts.map(({ form }) => form);

describe('a mail that is attached as a file', () => {
  it('holds its parts, with numbers of their own', () => {
    expect(formsOf(attached(MAIL))).toEqual(['mail', 'text']);
    expect(formsOf(attached(MAIL, 'application/octet-stream', ''))).toEqual(['mail', 'text']);
    expect(formsOf(attached(MAIL, 'application/x-eml'))).toEqual(['mail', 'text']);
    const inner = MAIL_HEAD + multipart([attached(MAIL)]);
    expect(formsOf(attached(inner))).toEqual(['mail', 'mail', 'text']);
    const forwarded = `Content-Type: message/rfc822\n\n${inner.replace(/\bb1\b/g, 'c2')}`;
    expect(formsOf(forwarded)).toEqual(['mail', 'mail', 'text']);
  });

  it.each([
    ['a text, which programs show as it stands', attached(MAIL, 'text/plain')],
    ['another file', attached(MAIL, 'application/pdf', 'report.pdf')],
    ['another file, whatever is in its name', attached(MAIL, 'application/pdf', 'mail.eml.pdf')],
    ['no mail', attached('a text')],
    ['a mail that is marked as one of several', attached(`${SEPARATOR}${MAIL}`)],
    ['several mails', attached(`${SEPARATOR}${MAIL}\n${SEPARATOR}${MAIL}`)],
    ['a mail behind a text', attached(`[banner]\n${MAIL}`)],
    ['a mail that cannot be cut into parts', attached(`${MAIL_HEAD}Content-Type: multipart/mixed\n\n--b\n`)],
  ])('%s is a part without parts', (_name, part) => {
    expect(formsOf(part)).toHaveLength(1);
  });

  it('is opened eight deep: the next one is a file', () => {
    const nested = (depth: number): string =>
      depth === 0 ? MAIL : MAIL_HEAD + multipart([attached(nested(depth - 1))]);
    expect(formsOf(attached(nested(7)))).toEqual([...Array(8).fill('mail'), 'text']);
    expect(formsOf(attached(nested(8)))).toEqual([...Array(8).fill('mail'), 'attachment']);
  });

  it.each(['x-multipart/mixed', 'message/rfc822-old'])('of type %s is named as a file, too', (type) => {
    const { mails, parts } = partsOf(attached(MAIL, type), 'Content-Type: text/plain\n\nanother\n');
    const other = parts.at(-1)?.part;
    if (!other) throw new Error('no part');
    const kinds = besidePart(other, mails, []).unsigned.map(({ kind }) => kind);
    expect(kinds).toEqual(['attachment', 'forwarded', 'text']);
  });

  it('is named with all that it holds where it is not what is signed', () => {
    const { mails, parts } = partsOf(attached(MAIL), 'Content-Type: text/plain\n\nanother\n');
    const [outer, inner, other] = parts.map(({ part }) => part);
    if (!outer || !inner || !other) throw new Error('three parts');
    const beside = (part: typeof outer) => besidePart(part, mails, []).unsigned.map(({ kind }) => kind);
    expect(beside(other)).toEqual(['attachment', 'forwarded', 'text']);
    expect(beside(inner)).toEqual(['attachment', 'forwarded', 'text']);
    expect(besidePart(other, mails, []).unsigned[2]?.text).toBe('the inner text\n');
    expect(besidePart(inner, mails, []).unsigned[2]?.text).toBe('another\n');
  });
});

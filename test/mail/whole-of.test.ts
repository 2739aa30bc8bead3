import { describe, expect, it } from 'vitest';
import { MailFault } from '../../src/mail/mail-fault.js';
import { numberParts, openMails, wholeOf } from '../../src/mail/unpack.js';
import { MAIL_HEAD, multipart } from '../support/signed-mails.js';

const mails = (text: string) => openMails(Buffer.from(text, 'latin1')).map(({ root }) => root);

/** The type of the part that is all of a mail. */
function whole(text: string): string | undefined {
  const [root] = mails(MAIL_HEAD + text);
  return root && wholeOf(root)?.type.name;
}

const part = (type: string, body = 'hello') => `Content-Type: ${type}\n\n${body}`;
const TEXT = part('text/plain');
const SEPARATOR = 'From a@example.com Mon Jan  1 10:00:00 2024\n';

describe('the part that is all of a mail', () => {
  it.each([
    ['a text', TEXT, 'text/plain'],
    ['HTML', part('text/html'), 'text/html'],
    ['another text', part('text/markdown'), undefined],
    ['a picture', part('image/png'), undefined],
    ['a mail', part('message/rfc822', TEXT), undefined],
    ['one text of several parts', multipart([TEXT]), 'text/plain'],
    [
      'one text beside blank ones',
      multipart([part('text/plain', ' '), TEXT, part('text/plain', '')]),
      'text/plain',
    ],
    ['one part of HTML', multipart([part('text/html')]), undefined],
    ['two texts', multipart([TEXT, TEXT]), undefined],
    ['a text and a picture', multipart([TEXT, part('image/png')]), undefined],
    ['blanks alone', multipart([part('text/plain', ' ')]), undefined],
    [
      'a signed mail',
      multipart([TEXT, part('application/pgp-signature')], { type: 'multipart/signed' }),
      'multipart/signed',
    ],
  ])('%s: %s', (_name, text, expected) => {
    expect(whole(text)).toBe(expected);
  });

  it('is none where programs differ on what the parts are', () => {
    expect(() => whole(multipart([`${TEXT}\n--b11`]))).toThrow(MailFault);
    expect(whole(multipart([`${TEXT}\n--b11`, TEXT]))).toBeUndefined();
  });

  it('of nothing at all: there is no head', () => {
    expect(() => mails('')).toThrow(
      expect.objectContaining({ problem: { code: 'mail-structure', fault: 'no-header' } }),
    );
  });
});

describe('the numbers of parts', () => {
  const numbered = (text: string) =>
    numberParts(mails(text)).map(({ number, last, form, alternatives }) => [
      number,
      last,
      form,
      alternatives.map(({ type }) => type.name).join(),
    ]);

  it('count depth first, and say what is inside', () => {
    const forwarded = part('message/rfc822', multipart([TEXT, TEXT]).replace(/b1/g, 'c2'));
    expect(numbered(MAIL_HEAD + multipart([TEXT, forwarded, TEXT]))).toEqual([
      [1, 1, 'text', ''],
      [2, 4, 'mail', ''],
      [3, 3, 'text', ''],
      [4, 4, 'text', ''],
      [5, 5, 'text', ''],
    ]);
  });

  it('count each mail of an mbox file, and what is in it', () => {
    const mail = SEPARATOR + MAIL_HEAD + multipart([TEXT, TEXT]);
    expect(numbered(mail + mail)).toEqual([
      [1, 3, 'mail', ''],
      [2, 2, 'text', ''],
      [3, 3, 'text', ''],
      [4, 6, 'mail', ''],
      [5, 5, 'text', ''],
      [6, 6, 'text', ''],
    ]);
    expect(numberParts(mails(mail + mail)).map(({ mail }) => mail !== undefined)).toEqual([
      ...[true, false, false],
      ...[true, false, false],
    ]);
  });

  it('stand with the parts around; a root, and a mail of an mbox file, stands alone', () => {
    const siblings = (text: string) => numberParts(mails(text)).map((one) => [one.part, one.siblings]);
    const [root] = siblings(MAIL_HEAD + TEXT);
    expect(root).toEqual([root?.[0], [root?.[0]]]);
    const two = siblings(MAIL_HEAD + multipart([TEXT, part('image/png')]));
    const both = two.map(([one]) => one);
    expect(two).toEqual(both.map((one) => [one, both]));
    const [first] = siblings((SEPARATOR + MAIL_HEAD + multipart([TEXT])).repeat(2));
    expect(first).toEqual([first?.[0], [first?.[0]]]);
  });

  it('count up to 1,000 in all mails of a file', () => {
    const mail = (count: number) => SEPARATOR + MAIL_HEAD + multipart(Array<string>(count).fill(TEXT));
    expect(numbered(mail(499) + mail(499))).toHaveLength(1000);
    expect(() => numbered(mail(499) + mail(500))).toThrow(
      expect.objectContaining({ problem: { code: 'mail-structure', fault: 'too-many-parts' } }),
    );
  });

  it('name the other forms of a text, up to five forms', () => {
    const forms = (count: number, type = 'multipart/alternative') =>
      numbered(MAIL_HEAD + multipart([TEXT, ...Array<string>(count - 1).fill(part('text/html'))], { type }));
    expect(forms(2)).toEqual([
      [1, 1, 'text', 'text/html'],
      [2, 2, 'text', 'text/plain'],
    ]);
    expect(forms(5)[0]).toEqual([1, 1, 'text', 'text/html,text/html,text/html,text/html']);
    expect(forms(6)[0]).toEqual([1, 1, 'text', '']);
    expect(forms(2, 'multipart/mixed')[0]).toEqual([1, 1, 'text', '']);
  });
});

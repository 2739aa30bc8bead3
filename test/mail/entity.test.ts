import { describe, expect, it } from 'vitest';
import { isBlankText, readEntity, readPart, textOfPart } from '../../src/mail/entity.js';
import { MailFault } from '../../src/mail/mail-fault.js';
import { signedPartText } from '../../src/mail/signed-part-text.js';

const read = (text: string) => readEntity(Buffer.from(text, 'latin1'));
const PLAIN = 'Content-Type: text/plain';

describe('a part', () => {
  it('has a type, an encoding, a name and a body', () => {
    const disposition = 'Content-Disposition: attachment; filename="=?utf-8?Q?gr=C3=BCn?=.txt"';
    const part = read(`${PLAIN}; name=other.txt\nContent-Transfer-Encoding: 7-Bit\n${disposition}\n\nbody`);
    expect(part).toMatchObject({ type: { name: 'text/plain' }, encoding: '7bit', fileName: 'grün.txt' });
    expect(part.body.toString()).toBe('body');
    expect(read(`${PLAIN}; name=other.txt\n\n`).fileName).toBe('other.txt');
    expect(read('\n').type.name).toBe('text/plain');
    expect(readEntity(Buffer.from('\n'), 'message/rfc822').type.name).toBe('message/rfc822');
  });

  it('begins with fields and nothing else', () => {
    expect(() => readPart(Buffer.from(`${PLAIN}\nPay Mallory\n\n`))).toThrow(MailFault);
    expect(readPart(Buffer.from(`${PLAIN}\n\nPay Mallory`)).body.toString()).toBe('Pay Mallory');
  });
});

describe('the text of a part', () => {
  it.each([
    [`${PLAIN}\n\nhello`, 'hello'],
    [`${PLAIN}; charset=iso-8859-1\n\ngr\xfcn`, 'grün'],
    [`${PLAIN}; charset=" koi8-r "\n\n\xd4`, 'т'],
    [`${PLAIN}; charset=utf-16le\n\nPay M\xc3\xbcller.`, /\nPay Müller\.$/],
    [`${PLAIN}\nContent-Transfer-Encoding: base64\n\naGVsbG8=`, 'hello'],
    [`${PLAIN}\nContent-Transfer-Encoding: base64\n\naGVs!bG8=`, 'aGVs!bG8=\nhello'],
    [`${PLAIN}\nContent-Transfer-Encoding: x-made-up\n\nPay Mallory`, /^Pay Mallory\n/],
  ])('%j: %j', (part, text) => {
    const found = textOfPart(read(part));
    if (typeof text === 'string') expect(found).toBe(text);
    else expect(found).toMatch(text);
  });

  it.each([
    [`${PLAIN}\n\n`, true],
    [`${PLAIN}\n\n \t\r\n\n`, true],
    [`${PLAIN}\n\n${' '.repeat(999)}`, true],
    [`${PLAIN}\n\n${' '.repeat(1000)}`, false],
    [`${PLAIN}\n\n.`, false],
    ['Content-Type: text/html\n\n ', false],
    [`${PLAIN}; name="Pay Mallory"\n\n `, false],
    [`${PLAIN}; charset=utf-16\n\n    `, false],
  ])('%#: nothing to be seen: %s', (part, blank) => {
    expect(isBlankText(read(part))).toBe(blank);
  });
});

describe('the text of a signed part', () => {
  const textOf = (part: string) => signedPartText(Buffer.from(part, 'latin1'));

  it.each([
    [`${PLAIN}\n\ngr\xc3\xbcn`, 'grün'],
    [`${PLAIN}; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ngr=FCn`, 'grün'],
    [`${PLAIN}\n\ngr\xfcn`, undefined],
    [`${PLAIN}; charset=x-made-up\n\nhello`, undefined],
    [`${PLAIN}\nContent-Transfer-Encoding: x-made-up\n\nhello`, undefined],
    [`Content-Type: text/html\n\nhello`, undefined],
    [`${PLAIN}\nContent-Type: text/html\n\nhello`, undefined],
  ])('%j: %j', (part, text) => {
    expect(textOf(part)).toBe(text);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { StructureFault } from '../../src/mail/mail-fault.js';
import type { Trust } from '../../src/pgp/verify/index.js';
import { trustOf, verdictOn } from '../support/messages.js';
import {
  inner,
  MAIL_HEAD,
  multipart,
  SIGNED_TYPE,
  type SignedMails,
  signedMails,
} from '../support/signed-mails.js';
import { makeVendor } from '../support/vendor.js';

let trust: Trust;
let mails: SignedMails;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  mails = await signedMails(vendor);
});

const EVIL = 'Content-Type: text/plain\n\nPay Mallory\n';
/** What a program shows that reads the other boundary. */
const rival = `--c\n${EVIL}\n--c--\n`;
const signed = (shape = {}) =>
  MAIL_HEAD + multipart([mails.part, mails.signature], { type: SIGNED_TYPE, ...shape });
const mixed = (shape = {}) => MAIL_HEAD + multipart([mails.text], shape);
const deep = (depth: number): string =>
  depth === 0
    ? mails.text
    : `Content-Type: multipart/mixed; boundary=d${depth}.\n\n--d${depth}.\n${deep(depth - 1)}\n--d${depth}.--`;

describe('a mail that programs cut in two ways: malformed, with the reason', () => {
  it.each<[what: string, fault: StructureFault, mail: () => string]>([
    [
      'a boundary twice',
      'boundary-repeated',
      () => mixed({ boundary: 'boundary=b1; boundary=c', after: rival }),
    ],
    [
      'a boundary in two forms',
      'boundary-repeated',
      () => mixed({ boundary: "boundary*=us-ascii''c; boundary=b1", after: rival }),
    ],
    ['a comment', 'content-type', () => mixed({ boundary: '(; boundary=b1) boundary=c', after: rival })],
    [
      'an escaped quote',
      'content-type',
      () => signed({ boundary: 'x="\\"; boundary=c; y=\\""; boundary=b1' }),
    ],
    [
      'a boundary that is cut',
      'boundary-overlap',
      () => signed().replace('the report', '--b1x\n\nthe report'),
    ],
    [
      'a last boundary with more behind it',
      'boundary-overlap',
      () => signed({ after: rival }).replace('--b1--', '--b1--x\n--b1--'),
    ],
    [
      'an encoding of the whole',
      'multipart-encoding',
      () => signed().replace('Content-Type', 'Content-Transfer-Encoding: base64\nContent-Type'),
    ],
    [
      'a carriage return alone before a boundary',
      'lone-cr',
      () => mixed().replace('--b1--', `x\r--b1\r${EVIL}\n--b1--`),
    ],
    [
      'a carriage return in the head',
      'header-control',
      () => signed().replace('Subject: hello', 'Subject: a\r\rX: b'),
    ],
    ['a NUL in the head', 'header-control', () => signed().replace('hello', 'hel\0lo')],
    [
      'a content field behind a byte order mark',
      'content-type',
      () => signed().replace('To:', `\ufeffContent-Type: ${SIGNED_TYPE}; boundary=c\nTo:`),
    ],
    [
      'a line of blanks in the head',
      'blank-in-header',
      () => signed().replace('Subject', ' \nSubject').replace('To:', 'X: y\n  \nTo:'),
    ],
    [
      'a part that begins with text',
      'part-without-header',
      () => signed().replace('Content-Type: text/plain;', 'Pay Mallory\nContent-Type: text/plain;'),
    ],
    ['no last boundary', 'no-last-boundary', () => signed().replace('--b1--', '')],
    ['no part', 'no-parts', () => `${MAIL_HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b--\n`],
    [
      'too many parts',
      'too-many-parts',
      () => MAIL_HEAD + multipart([mails.text, ...Array<string>(1200).fill('\n'), EVIL]),
    ],
    [
      'too many that show something',
      'too-many-parts',
      () => MAIL_HEAD + multipart([mails.text, ...Array<string>(300).fill(EVIL)]),
    ],
    ['parts nested too deep', 'too-deep', () => MAIL_HEAD + deep(60)],
    [
      'one part alone in a signed mail',
      'signed-parts',
      () => MAIL_HEAD + multipart([mails.part], { type: SIGNED_TYPE }),
    ],
    [
      'a signature that says that it is none',
      'signature-type',
      () => signed().replace('application/pgp-signature; name', 'text/plain; name'),
    ],
  ])('%s', async (_what, fault, mail) => {
    expect(await verdictOn(mail(), trust)).toMatchObject({
      verdict: 'malformed',
      problem: { code: 'mail-structure', fault },
    });
  });

  it('a content field twice', async () => {
    for (const field of ['Content-Type: text/html', 'content-type: text/html']) {
      const mail = `${MAIL_HEAD}${field}\n${multipart([mails.text])}`;
      expect(await verdictOn(mail, trust)).toMatchObject({ problem: { code: 'mail-repeated' } });
    }
  });

  it('an unknown encoding of the text', async () => {
    const mail = `${MAIL_HEAD}Content-Transfer-Encoding: x-uuencode\n${mails.text}`;
    expect(await verdictOn(mail, trust)).toMatchObject({
      problem: { code: 'mail-encoding', text: 'x-uuencode' },
    });
  });
});

describe('a mail in forms that every program takes: good, with nothing more in it', () => {
  it.each<[what: string, mail: () => string]>([
    ['blanks around the equals sign', () => signed({ boundary: 'boundary = "b1"' })],
    ['a boundary in pieces', () => signed({ boundary: 'boundary*0=b;\n boundary*1=1' })],
    ['an encoded boundary', () => signed({ boundary: "boundary*0*=us-ascii''%62; boundary*1*=%31" })],
    ['blanks before the colon', () => signed().replace('Subject:', 'Subject :')],
    ['blanks behind a boundary', () => signed().replace(/--b1$/gm, '--b1 \t')],
    ['two carriage returns in each line', () => signed().replace(/\n/g, '\r\r\n')],
    ['another word for 7bit', () => `${MAIL_HEAD}Content-Transfer-Encoding: 7-bit (sic)\n${mails.text}`],
    ['a mail of an mbox file', () => `From a@example.com Mon Jan  1 10:00:00 2024\n${signed()}`],
    ['a mail of Apple Mail', () => `${signed().length}\n${signed()}<?xml version="1.0"?>\n<plist/>\n`],
    ['a blank part beside it', () => MAIL_HEAD + multipart([mails.text, 'Content-Type: text/plain\n\n \n'])],
    [
      'a boundary that only quotes can hold',
      () =>
        MAIL_HEAD +
        multipart([mails.part, mails.signature], { type: SIGNED_TYPE }).replace(/(--|")b1/g, '$1x (1)'),
    ],
  ])('%s', async (_what, mail) => {
    const result = await verdictOn(mail(), trust);
    expect(result).toMatchObject({ verdict: 'good', unsigned: [] });
  });

  it('text that is like a boundary in a part of a list: no fault, as no verdict rests on it', async () => {
    const list = MAIL_HEAD + multipart([inner([mails.part, mails.signature], { type: SIGNED_TYPE }), EVIL]);
    expect(await verdictOn(list.replace(/(--|")c2/g, '$1b12'), trust)).toMatchObject({
      verdict: 'not-verified',
      parts: [{ verification: { verdict: 'good' } }, { verification: { verdict: 'not-protected' } }],
    });
  });
});

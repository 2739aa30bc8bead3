import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust, Verification } from '../../src/pgp/verify/index.js';
import { isComplete } from '../../src/pgp/verify/wholeness.js';
import { trustOf, verdictOn } from '../support/messages.js';
import {
  inner,
  MAIL_HEAD,
  multipart,
  SIGNED_TYPE,
  type SignedMails,
  signedMails,
} from '../support/signed-mails.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

let vendor: TestVendor;
let trust: Trust;
let mails: SignedMails;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  mails = await signedMails(vendor);
});

const EVIL = 'Content-Type: text/plain\n\nPay Mallory';
const signed = (shape = {}, head = MAIL_HEAD) =>
  head + multipart([mails.part, mails.signature], { type: SIGNED_TYPE, ...shape });
const named = ({ unsigned = [] }: Verification) =>
  unsigned.map(({ kind, text }) => `${kind}: ${text.trim()}`);

describe('what stands beside the signed part: good, not complete, and named', () => {
  it.each<[what: string, mail: () => string, expected: string[]]>([
    ['before the first part', () => signed({ before: 'Pay Mallory\n' }), ['preamble: Pay Mallory']],
    ['after the last part', () => signed({ after: 'Pay Mallory\n' }), ['epilogue: Pay Mallory']],
    [
      'parts behind the last boundary',
      () => signed({ after: `--b1\n${EVIL}\n--b1--\n` }),
      [`epilogue: --b1\n${EVIL}\n--b1--`],
    ],
    [
      'a standard sentence with more',
      () => signed({ before: 'This is a multi-part message in MIME format. Pay.\n' }),
      ['preamble: This is a multi-part message in MIME format. Pay.'],
    ],
    [
      'a line before the head',
      () => `Pay Mallory\n${signed()}`,
      [`before: Pay Mallory\n${MAIL_HEAD}Content-Type: ${SIGNED_TYPE}; boundary="b1"`],
    ],
    [
      'a blank line before the head',
      () => `\r\n${signed()}`,
      [`before: ${MAIL_HEAD}Content-Type: ${SIGNED_TYPE}; boundary="b1"`],
    ],
    [
      'a line in the head',
      () => signed({}, `${MAIL_HEAD}Pay Mallory\nX-More: too\n`),
      [`head: Pay Mallory\nX-More: too\nContent-Type: ${SIGNED_TYPE}; boundary="b1"`],
    ],
    [
      'the name of the signature',
      () => signed().replace('signature.asc', 'Pay Mallory'),
      ['file-name: Pay Mallory'],
    ],
    [
      'text in the part of the signature',
      () =>
        signed()
          .replace(/(?=-----BEGIN)/, 'Pay\n\n')
          .replace(/(?<=SIGNATURE-----)(?=\s*--b1--)/, '\nMallory'),
      ['text: Pay\n\n\nMallory'],
    ],
    [
      'the name of a signed text',
      () => MAIL_HEAD + multipart([mails.text]).replace('text/plain', 'text/plain; name="Pay Mallory"'),
      ['file-name: Pay Mallory'],
    ],
  ])('%s', async (_what, mail, expected) => {
    const result = await verdictOn(mail(), trust);
    expect(result.verdict).toBe('good');
    expect(named(result)).toEqual(expected);
    expect(isComplete(result)).toBe(false);
  });

  it('the sentences that mail programs put there say nothing', async () => {
    const before = 'This is an OpenPGP/MIME signed message (RFC 4880 and 3156)\n';
    const result = await verdictOn(signed({ before }), trust);
    expect(named(result)).toEqual([]);
    expect(isComplete(result)).toBe(true);
  });

  it('blanks in a charset where they are letters are text', async () => {
    const mail = MAIL_HEAD + multipart([mails.text, 'Content-Type: text/plain; charset=utf-16\n\n    \n']);
    expect(await verdictOn(mail, trust)).toMatchObject({ verdict: 'not-verified', parts: [{}, {}] });
  });

  it.each([
    ['utf-16', 'Pay Mallory', ['Pay Mallory', '\u6150\u2079']],
    ['iso-2022-jp', '\x1b$BPayMal\x1b(B', ['PayMal']],
    ['utf-16le', 'P\0a\0y\0', ['Pay']],
    ['utf-8', 'Pay Mallory', ['Pay Mallory']],
  ])(
    'text in %s is named as those show it that heed the charset, and those that do not',
    async (charset, text, all) => {
      const other = `Content-Type: text/plain; charset=${charset}\n\n${text}`;
      const result = await verdictOn(MAIL_HEAD + multipart([mails.text, other]), trust, { part: 1 });
      const [shown = '', ...others] = named(result);
      for (const one of all) expect(shown).toContain(one);
      expect(others).toEqual([]);
    },
  );
});

describe('From, Subject and Date', () => {
  const fields = ({ outerFields = [] }: Verification) =>
    outerFields.map(({ name, value }) => `${name}: ${value}`);

  it('are named, each as often as it is there, decoded', async () => {
    const head =
      'From: =?utf-8?Q?J=C3=B6rg?=\n =?utf-8?Q?_K?= <a@example.com>\nsubject: one\nSubject:\n two\nTo: x\n';
    const result = await verdictOn(signed({}, head), trust);
    expect(fields(result)).toEqual([
      'From: Jörg K <a@example.com>',
      'To: x',
      'Subject: one',
      'Subject: two',
      'Date: ',
    ]);
    expect(isComplete(result)).toBe(true);
  });

  it('and whom an answer would go to', async () => {
    const head = 'Reply-To: mallory@example.com\nSender: eve@example.com\nResent-From: bob@example.com\n';
    expect(fields(await verdictOn(signed({}, head), trust))).toEqual([
      'From: ',
      'Sender: eve@example.com',
      'Reply-To: mallory@example.com',
      'Resent-From: bob@example.com',
      'Subject: ',
      'Date: ',
    ]);
  });

  it('are signed where the signed part holds the same', async () => {
    const same =
      'Subject: =?utf-8?Q?hello?=\nDate: Thu, 26 Nov 2026\n 10:00:00 +0000\nFrom: mallory@example.com\n';
    const content = `Content-Type: text/plain; charset=utf-8; protected-headers="v1"\n${same}\nthe report\n`;
    const { part, signature } = await signedMails(vendor, content);
    const mail = MAIL_HEAD + multipart([part, signature], { type: SIGNED_TYPE });
    expect(fields(await verdictOn(mail, trust))).toEqual([
      'From: security@example.com',
      'To: you@example.com',
    ]);
    const twice = await verdictOn(`Subject: other\n${mail}`, trust);
    expect(fields(twice)).toContain('Subject: other');
    // no program knows the charset as well as the one that wrote it: what the word says is left open
    const unknown = mail.replace('Subject: hello', 'Subject: =?ibm037?Q?hello?=');
    expect(fields(await verdictOn(unknown, trust))).toContain('Subject: =?ibm037?Q?hello?=');
  });

  it('to whom it was written is named where the signed part says otherwise', async () => {
    const to = (address: string, cc = '') => `To: ${address}\n${cc}`;
    const content = `Content-Type: text/plain; hp="clear"\n${to('you@example.com')}\nthe report\n`;
    const { part, signature } = await signedMails(vendor, content);
    const named = async (head: string) => {
      const mail = head + multipart([part, signature], { type: SIGNED_TYPE });
      return fields(await verdictOn(mail, trust)).filter((field) => /^(To|Cc)/.test(field));
    };
    expect(await named(to('you@example.com', 'Cc: eve@example.com\n'))).toEqual(['Cc: eve@example.com']);
    expect(await named(to('eve@example.com'))).toEqual(['To: eve@example.com']);
  });
});

describe('one part of several', () => {
  const list = () =>
    MAIL_HEAD +
    multipart(
      [
        'Content-Type: text/plain\n\nfirst',
        inner([mails.part, mails.signature], { type: SIGNED_TYPE, before: 'inside\n' }),
        `Content-Type: message/rfc822\n\nFrom: m@example.com\nSubject: forwarded\n${mails.text}`,
        'Content-Type: image/png\nContent-Disposition: attachment;\n filename*0="pay mal";\n filename*1="lory.png"\n\n.',
      ],
      { after: 'footer\n' },
    );

  it('are numbered depth first, and none of them is the mail', async () => {
    const result = await verdictOn(list(), trust);
    expect(result).toMatchObject({ kind: 'mail', verdict: 'not-verified', signatures: [] });
    const parts = result.parts?.map(({ number, form, name, verification }) => [
      number,
      form,
      name,
      verification.verdict,
    ]);
    expect(parts).toEqual([
      [1, 'text', '', 'not-protected'],
      [2, 'signed', '', 'good'],
      [3, 'mail', '', 'good'],
      [4, 'text', '', 'good'],
      [5, 'attachment', 'pay mallory.png', 'not-protected'],
    ]);
  });

  it('is judged alone, and everything else of the file is named', async () => {
    const result = await verdictOn(list(), trust, { part: 2 });
    expect(result.verdict).toBe('good');
    const [first, inside, head, forwarded, file, footer, ...others] = named(result);
    expect([first, inside, head]).toEqual([
      'text: first',
      'preamble: inside',
      'forwarded: From: m@example.com\nSubject: forwarded',
    ]);
    expect(forwarded).toContain('BEGIN PGP SIGNED MESSAGE');
    expect([file, footer, others]).toEqual(['attachment: pay mallory.png', 'epilogue: footer', []]);
    expect(result.parts).toBeUndefined();
  });

  it('of an mbox file, each mail', async () => {
    const separator = 'From a@example.com Mon Jan  1 10:00:00 2024\n';
    const file = separator + signed() + separator + MAIL_HEAD + mails.text;
    expect(
      (await verdictOn(file, trust)).parts?.map(({ form, verification }) => [form, verification.verdict]),
    ).toEqual([
      ['mail', 'good'],
      ['signed', 'good'],
      ['mail', 'good'],
      ['text', 'good'],
    ]);
    const one = await verdictOn(file, trust, { part: 1 });
    expect(named(one)).toEqual([expect.stringMatching(/^text: -----BEGIN PGP SIGNED/)]);
  });

  it('mails in mails, each looked at once; a mail of several parts lists those inside of it', async () => {
    const wrap = 'Content-Type: message/rfc822\n\nX: y\n';
    const mail = MAIL_HEAD + wrap.repeat(35) + multipart([mails.text, EVIL]);
    const result = await verdictOn(mail, trust);
    expect(result.parts?.map(({ number }) => number)).toEqual(Array.from({ length: 37 }, (_, at) => at + 1));
    expect(result.parts?.[0]).toMatchObject({ form: 'mail', verification: { verdict: 'not-verified' } });
    const one = await verdictOn(mail, trust, { part: 35 });
    expect(one.parts?.map(({ number, form }) => [number, form])).toEqual([
      [36, 'text'],
      [37, 'text'],
    ]);
  });

  it('of an mbox file with more mails than are looked at: refused', async () => {
    const mail = 'From a@example.com Mon Jan  1 10:00:00 2024\nFrom: a@example.com\nSubject: b\n\ntext\n\n';
    expect(await verdictOn(mail.repeat(200_000), trust)).toMatchObject({
      problem: { code: 'mail-structure', fault: 'too-many-parts' },
    });
  });

  it.each([0, 6, 1000])('%i is not there', async (part) => {
    await expect(verdictOn(list(), trust, { part })).rejects.toMatchObject({
      code: 'NOTHING_DONE',
      facts: { reason: 'no-such-part', count: 5 },
    });
  });

  it('a plain mail with attachments is not protected', async () => {
    const mail =
      MAIL_HEAD +
      multipart([EVIL, 'Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/4AAQSkZJRg==']);
    expect(await verdictOn(mail, trust)).toMatchObject({
      kind: 'mail',
      verdict: 'not-protected',
      nature: 'mail',
    });
  });
});

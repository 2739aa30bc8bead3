import { beforeAll, describe, expect, it } from 'vitest';
import { signedPartText } from '../../src/mail/signed-part-text.js';
import type { Trust } from '../../src/pgp/verify/index.js';
import { repairsOf } from '../../src/pgp/verify/wholeness.js';
import { trustOf, verdictOn } from '../support/messages.js';
import { MAIL_HEAD, multipart, SIGNED_TYPE, type SignedMails, signedMails } from '../support/signed-mails.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

let vendor: TestVendor;
let trust: Trust;
let mails: SignedMails;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  mails = await signedMails(vendor);
});

/** What is said of a mail, and what was undone to say it. */
async function judged(mail: string) {
  const result = await verdictOn(mail, trust);
  return { verdict: result.verdict, repairs: repairsOf(result) };
}

describe('the text of a signed part', () => {
  it.each([
    ['UTF-8', []],
    ['us-ascii', []],
    ['iso-8859-1', []],
    ['utf-16', ['charset']],
    ['utf-7', ['charset']],
    ['utf-8; charset=utf-16', ['charset']],
  ])(
    'in %s, which a header says that nobody signed: read as UTF-8, and named where that is not the same',
    async (charset, repairs) => {
      const mail = MAIL_HEAD + mails.text.replace('text/plain', `text/plain; charset=${charset}`);
      expect(await judged(mail)).toEqual({ verdict: 'good', repairs });
    },
  );

  it('of PGP/MIME is read in the charset that is signed with it', () => {
    const part = (charset: string, text: string) =>
      signedPartText(Buffer.from(`Content-Type: text/plain; charset=${charset}\n\n${text}`, 'latin1'));
    expect(part('iso-8859-1', 'J\xf6rg')).toBe('Jörg');
    expect(part('utf-16le', 'h\0i\0')).toBe('hi');
    expect(part('utf-8', 'J\xf6rg')).toBeUndefined();
    expect(part('x-unknown', 'hi')).toBeUndefined();
    expect(signedPartText(Buffer.from('Content-Type: text/html\n\nhi'))).toBeUndefined();
    expect(
      signedPartText(Buffer.from('Content-Type: text/plain\nContent-Type: text/plain\n\nhi')),
    ).toBeUndefined();
  });

  it('of PGP/MIME in a charset that is not known, or not that of its bytes: not guessed at, and named', async () => {
    expect(
      signedPartText(Buffer.from('Content-Type: text/plain; charset=us-ascii\n\nJ\xf6rg', 'latin1')),
    ).toBeUndefined();
    for (const charset of ['x-unknown', 'utf-7']) {
      const { part, signature } = await signedMails(
        vendor,
        `Content-Type: text/plain; charset=${charset}\n\nhi\n`,
      );
      const result = await verdictOn(MAIL_HEAD + multipart([part, signature], { type: SIGNED_TYPE }), trust);
      expect(result).toMatchObject({
        verdict: 'good',
        warnings: [{ code: 'unknown-charset', text: charset }, {}],
      });
    }
  });

  it('flowed: a space before lines is taken away, and that is named', async () => {
    const type = 'text/plain; format=flowed';
    const stuffed = mails.text.replace('text/plain', type).replace('the report', ' the report');
    expect(await judged(MAIL_HEAD + stuffed)).toEqual({ verdict: 'good', repairs: ['flowed'] });
    expect(await judged(MAIL_HEAD + stuffed.replace('the', 'thy'))).toMatchObject({
      verdict: 'not-verified',
    });
    const asIs = MAIL_HEAD + mails.text.replace('text/plain', type);
    expect(await judged(asIs)).toEqual({ verdict: 'good', repairs: [] });
  });
});

/** A signed mail that Exchange has passed on: multipart/mixed in the place of multipart/signed. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../src/pgp/verify/index.js';
import { isComplete } from '../../src/pgp/verify/wholeness.js';
import { trustOf, verdictOn } from '../support/messages.js';
import {
  inner,
  MAIL_HEAD,
  type MultipartShape,
  multipart,
  type SignedMails,
  signedMails,
} from '../support/signed-mails.js';
import { makeVendor } from '../support/vendor.js';

const EVIL = 'Content-Type: text/plain\n\nPay Mallory\n';
const BLANK = 'Content-Type: text/plain\n\n\n';

let trust: Trust;
let mails: SignedMails;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  mails = await signedMails(vendor);
});

const mail = (parts: readonly string[], shape: MultipartShape = {}) => MAIL_HEAD + multipart(parts, shape);
const verdict = (text: string, part?: number) => verdictOn(text, trust, part === undefined ? {} : { part });

describe('refused', () => {
  it('a changed text: bad', async () => {
    const changed = mail([mails.part.replace('the report', 'thy report'), mails.signature]);
    expect(await verdict(changed)).toMatchObject({
      verdict: 'not-verified',
      signatures: [{ status: 'bad' }],
    });
  });

  it('two readings of its boundary: malformed', async () => {
    const torn = mail([mails.part, mails.signature]).replace('the report', '--b1x\nthe report');
    expect(await verdict(torn)).toMatchObject({
      kind: 'mail',
      verdict: 'malformed',
      problem: { fault: 'boundary-overlap' },
    });
  });

  it.each<[string, () => string]>([
    ['a third part', () => mail([mails.part, mails.signature, EVIL])],
    ['a third part first', () => mail([EVIL, mails.part, mails.signature])],
    ['the signature first', () => mail([mails.signature, mails.part])],
    ['two signatures and no text', () => mail([mails.signature, mails.signature])],
    ['another multipart', () => mail([mails.part, mails.signature], { type: 'multipart/alternative' })],
    [
      'a signature under another name',
      () =>
        mail([
          mails.part,
          mails.signature
            .replace('application/pgp-signature', 'application/octet-stream')
            .replace('signature.asc', 'release.tar.asc'),
        ]),
    ],
  ])('%s: listed, and nothing of it is good', async (_name, make) => {
    const result = await verdict(make());
    expect(result).toMatchObject({ kind: 'mail', verdict: 'not-verified', signatures: [] });
    expect(result.parts?.map(({ verification }) => verification.verdict)).not.toContain('good');
  });

  it('a text that holds a block of its own is signed by that', async () => {
    const result = await verdict(mail([mails.text, mails.signature]));
    expect(result).toMatchObject({ verdict: 'not-verified', parts: [{ number: 1 }, { number: 2 }] });
    expect(await verdict(mail([mails.text, mails.signature]), 1)).toMatchObject({
      kind: 'cleartext',
      verdict: 'good',
    });
  });
});

describe('judged as the mail that it was, and named', () => {
  it.each<[string, () => string]>([
    ['two parts', () => mail([mails.part, mails.signature])],
    ['an empty text in front', () => mail([BLANK, mails.part, mails.signature])],
    [
      'the signature as a file',
      () =>
        mail([mails.part, mails.signature.replace('application/pgp-signature', 'application/octet-stream')]),
    ],
  ])('%s', async (_name, make) => {
    const result = await verdict(make());
    expect(result).toMatchObject({ kind: 'mail', verdict: 'good', unsigned: [] });
    expect(isComplete(result)).toBe(true);
    expect(result.warnings.map(({ code }) => code)).toEqual(['mangled-mail', 'outer-headers']);
    const content = 'content' in result ? Buffer.from(result.content ?? '').toString() : '';
    expect(content).toBe(mails.part.replace(/\n/g, '\r\n'));
  });

  it.each<[string, () => string]>([
    ['before the first part', () => mail([mails.part, mails.signature], { before: 'Pay Mallory\n' })],
    ['after the last part', () => mail([mails.part, mails.signature], { after: 'Pay Mallory\n' })],
    [
      'in the part of the signature',
      () => mail([mails.part, mails.signature.replace('-----B', 'Pay Mallory\n-----B')]),
    ],
  ])('text %s is named as not signed', async (_name, make) => {
    const result = await verdict(make());
    expect(result.verdict).toBe('good');
    expect(isComplete(result)).toBe(false);
    expect(JSON.stringify(result.unsigned)).toContain('Pay Mallory');
  });

  it('in a forwarded mail: a part', async () => {
    const forwarded = `Content-Type: message/rfc822\n\n${MAIL_HEAD}${inner([mails.part, mails.signature])}`;
    const result = await verdict(mail([EVIL, forwarded]));
    expect(result).toMatchObject({ verdict: 'not-verified' });
    const { number } = result.parts?.find(({ form }) => form === 'mangled-signed') ?? {};
    expect(await verdict(mail([EVIL, forwarded]), number)).toMatchObject({ kind: 'mail', verdict: 'good' });
    expect(number).toBe(3);
  });
});

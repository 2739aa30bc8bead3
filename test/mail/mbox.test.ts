import { beforeAll, describe, expect, it } from 'vitest';
import { answerWords } from '../../src/output/words/verify/answer-words.js';
import type { Trust, Verification } from '../../src/pgp/verify/index.js';
import { isTextRepaired, repairsOf } from '../../src/pgp/verify/wholeness.js';
import { trustOf, verdictOn } from '../support/messages.js';
import { MAIL_HEAD, multipart, SIGNED_TYPE, type SignedMails, signedMails } from '../support/signed-mails.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const SEPARATOR = 'From a@example.com Mon Jan  1 10:00:00 2024\n';
const TEXT = 'Content-Type: text/plain; charset=utf-8\n\nHello\nFrom us\n>>From others\n';
/** What programs make of lines that begin with `From `. */
const MARKS: Record<string, (text: string) => string> = {
  mboxrd: (text) => text.replace(/^(?=>*From )/gm, '>'),
  mboxo: (text) => text.replace(/^(?=From )/gm, '>'),
};

let vendor: TestVendor;
let trust: Trust;
let mails: SignedMails;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  mails = await signedMails(vendor, TEXT);
});

const signed = () => multipart([mails.part, mails.signature], { type: SIGNED_TYPE });

describe.each(Object.entries(MARKS))('the marks of an mbox file (%s)', (_name, mark) => {
  it('are taken away, and that is named; what is released has none', async () => {
    const result = await verdictOn(`${SEPARATOR}${MAIL_HEAD}${mark(signed())}\n`, trust);
    expect(result.verdict).toBe('good');
    expect(repairsOf(result)).toEqual(['from-lines']);
    expect(isTextRepaired(result)).toBe(true);
    const content = result.verdict === 'good' ? Buffer.from(result.content ?? '').toString() : '';
    expect(content).toBe(TEXT.replace(/\n/g, '\r\n'));
  });

  it('of a part', async () => {
    const other = 'Content-Type: text/plain\n\nanother\n';
    const inside = signed().replace(/--b1|"b1"/g, (one) => one.replace('b1', 'c2'));
    const file = `${SEPARATOR}${MAIL_HEAD}${mark(multipart([inside, other]))}\n`;
    expect(await verdictOn(file, trust, { part: 1 })).toMatchObject({ verdict: 'good' });
  });

  it('and a changed text is bad', async () => {
    const changed = signed().replace('From us', 'From me');
    const result = await verdictOn(`${SEPARATOR}${MAIL_HEAD}${mark(changed)}\n`, trust);
    expect(result).toMatchObject({
      verdict: 'not-verified',
      signatures: [{ status: 'bad' }],
      warnings: [{ code: 'outer-headers' }],
    });
  });

  it('are nothing to a mail that is in no mbox file', async () => {
    expect(await verdictOn(MAIL_HEAD + mark(signed()), trust)).toMatchObject({ verdict: 'not-verified' });
  });
});

it('a text without such lines is no other for it', async () => {
  const result = await verdictOn(SEPARATOR + MAIL_HEAD + signed(), trust);
  expect(result.verdict).toBe('good');
  expect(repairsOf(result)).toEqual([]);
});

describe('several mails in one file', () => {
  const plain = 'Content-Type: text/plain\n\nhello\n';
  const answer = (found: Verification) => answerWords(found, { vendor: { name: 'Example' }, file: 'box' });

  it.each<[string, () => string[], string]>([
    [
      'some signed',
      () => [signed(), plain],
      'NOT GENUINE: the file holds 2 mails, of which 1 is signed by the vendor',
    ],
    [
      'all signed',
      () => [signed(), mails.text],
      'NOT GENUINE as one: the file holds 2 mails, and each of them is signed by the vendor',
    ],
    [
      'a part signed',
      () => [multipart([mails.text, plain]), plain],
      'NOT GENUINE: the file holds 2 mails, and only a part of one is signed by the vendor',
    ],
    [
      'none signed by the vendor',
      () => [signed().replace('Hello', 'Hallo'), plain],
      'NOT GENUINE: the file holds 2 mails, and nothing in them is signed by the vendor',
    ],
  ])('%s: no answer holds for all', async (_name, make, words) => {
    const file = make().map((body) => `${SEPARATOR}${MAIL_HEAD}${MARKS.mboxo?.(body)}\n`);
    const result = await verdictOn(file.join(''), trust);
    expect(result).toMatchObject({ kind: 'mail', verdict: 'not-verified' });
    expect(answer(result)).toBe(words);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust, Verification } from '../../../../src/pgp/verify/index.js';
import { isComplete } from '../../../../src/pgp/verify/wholeness.js';
import { armored, packet, signatureBody, trustOf, verdictOn } from '../../../support/messages.js';
import {
  attachedFile,
  inner,
  MAIL_HEAD,
  multipart,
  SIGNED_TYPE,
  signedMails,
} from '../../../support/signed-mails.js';
import { makeVendor } from '../../../support/vendor.js';

const DATA = 'the report\nof two lines, ä\n';
const NOTE = 'Content-Type: text/plain\n\nsee the files\n';

let trust: Trust;
let signature: string;
let forwarded: string;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  signature = armored('SIGNATURE', packet(2, await signatureBody(vendor.privateKey, Buffer.from(DATA))));
  const mails = await signedMails(vendor);
  forwarded = MAIL_HEAD + multipart([mails.part, mails.signature], { type: SIGNED_TYPE });
});

const mail = (...parts: string[]) => MAIL_HEAD + multipart(parts);
const kinds = (found: Verification) => (found.unsigned ?? []).map(({ kind }) => kind);
const verdicts = (found: Verification) => found.parts?.map(({ verification }) => verification.verdict);

describe('a signed mail that is attached as a file', () => {
  const file = () => mail(NOTE, attachedFile('advisory.eml', forwarded));

  it('is listed, and good by itself', async () => {
    expect(verdicts(await verdictOn(file(), trust))).toEqual(['not-protected', 'good', 'good']);
    for (const part of [2, 3]) {
      const found = await verdictOn(file(), trust, { part });
      expect(found).toMatchObject({ kind: 'mail', verdict: 'good' });
      expect(kinds(found)).toEqual(['text', 'attachment', 'forwarded']);
      expect(isComplete(found)).toBe(false);
    }
  });

  it('with another text is not', async () => {
    const changed = mail(NOTE, attachedFile('advisory.eml', forwarded.replace('the report', 'the rapport')));
    expect(verdicts(await verdictOn(changed, trust))).toEqual([
      'not-protected',
      'not-verified',
      'not-verified',
    ]);
  });
});

describe('a file and its detached signature, as attachments', () => {
  const file = (data = DATA) =>
    mail(NOTE, attachedFile('report.txt', data), attachedFile('report.txt.asc', signature));

  it('are judged as two files are that lie beside each other', async () => {
    expect(verdicts(await verdictOn(file(), trust))).toEqual(['not-protected', 'good', 'good']);
    for (const part of [2, 3]) {
      const found = await verdictOn(file(), trust, { part });
      expect(found).toMatchObject({ kind: 'detached', verdict: 'good' });
      expect('content' in found && Buffer.from(found.content ?? '').toString()).toBe(DATA);
      expect(kinds(found)).toEqual(['text', 'file-name', 'attachment']);
      expect(isComplete(found)).toBe(false);
    }
  });

  it('of other data: not genuine', async () => {
    const found = await verdictOn(file(`${DATA}!`), trust);
    expect(verdicts(found)).toEqual(['not-protected', 'not-verified', 'not-verified']);
  });

  it('text that is not encoded has the line ends of the file, or of the mail', async () => {
    const text = (name: string) => `Content-Type: text/plain; charset=utf-8; name="${name}"\n\n${DATA}`;
    const plain = mail(text('report.txt'), attachedFile('report.txt.sig', signature));
    for (const one of [plain, plain.replace(/\n/g, '\r\n')]) {
      const found = await verdictOn(one, trust, { part: 1 });
      expect(found).toMatchObject({ kind: 'detached', verdict: 'good' });
      expect('content' in found && Buffer.from(found.content ?? '').toString()).toBe(DATA);
    }
  });

  it.each<[string, () => string[]]>([
    ['another name', () => [attachedFile('other.txt', DATA), attachedFile('report.txt.asc', signature)]],
    [
      'two files of the name',
      () => [
        attachedFile('report.txt', DATA),
        attachedFile('report.txt', 'pay Eve'),
        attachedFile('report.txt.asc', signature),
      ],
    ],
    [
      'another part',
      () => [inner([attachedFile('report.txt', DATA)]), attachedFile('report.txt.asc', signature)],
    ],
    [
      'more signatures than anybody attaches',
      () => [
        attachedFile('report.txt', DATA),
        ...Array<string>(5).fill(attachedFile('report.txt.asc', signature)),
      ],
    ],
    ['no signature', () => [attachedFile('report.txt', DATA), attachedFile('report.txt.asc', 'a text')]],
  ])('%s: not judged', async (_name, parts) => {
    const found = await verdictOn(mail(...parts()), trust);
    expect(new Set(verdicts(found) ?? ['not-protected'])).toEqual(new Set(['not-protected']));
  });
});

import { enums } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import { armored, cleartext, packet, signatureBody, trustOf, verdictOn } from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

const TEXT = 'Dear reporter,\n- a list\n-----BEGIN nothing-----\nFrom us, thanks  \n\nend\n';

let vendor: TestVendor;
let trust: Trust;
let good: string;

beforeAll(async () => {
  vendor = await makeVendor();
  trust = await trustOf(vendor);
  good = await cleartext(vendor.privateKey, TEXT);
});

/** A message around a text that is hashed as it stands. */
async function framed(signed: string | Buffer, shown: string | Buffer, type = enums.signature.text) {
  const body = await signatureBody(vendor.privateKey, Buffer.from(signed as string), { type });
  return Buffer.concat([
    Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n'),
    Buffer.from(shown as string),
    Buffer.from(`\n${armored('SIGNATURE', packet(2, body))}`),
  ]);
}

const replaced = (from: string | RegExp, to: string) => good.replace(from, to);

describe('refused, with the line', () => {
  it.each<[string, () => string, string, number]>([
    ['another header', () => replaced(/Hash: .*/, 'Charset: UTF-8'), 'cleartext-header', 2],
    ['text in the head', () => replaced(/(Hash: .*)/, '$1\nPay to Mallory'), 'cleartext-header', 3],
    ['a header that hides text', () => replaced(/(Hash: .*)/, '$1\v\vPay to Mallory'), 'cleartext-header', 2],
    ['no blank line', () => replaced(/(Hash: .*\n)\n/, '$1'), 'cleartext-header', 3],
    ['a lone CR', () => replaced('Dear ', 'Dear\r'), 'lone-cr', 4],
    ['two CR at a line end', () => replaced('reporter,\n', 'reporter,\r\r\n'), 'lone-cr', 4],
    ['a CR before blanks', () => replaced('thanks', 'thanks\r  '), 'lone-cr', 7],
    ['a dash that is not escaped', () => replaced('- - a list', '- a list\n-x'), 'dash-line', 6],
    ['a lone dash', () => replaced('- - a list', '-'), 'dash-line', 5],
    ['an end that is none', () => replaced('- -----BEGIN nothing', '-----BEGIN nothing'), 'dash-line', 6],
    [
      'a second head in the text',
      // (a checksum that reads as quoted-printable is undone too, and there are no lines of the file then)
      () => replaced('Dear', '-----BEGIN PGP SIGNED MESSAGE-----\nDear'),
      'several-blocks',
      0,
    ],
    ['no signature', () => good.slice(0, good.indexOf('-----BEGIN PGP SIGNATURE')), 'no-signature-block', 10],
    ['no end', () => good.slice(0, good.indexOf('-----END')), 'no-end-line', 0],
    ['a second message', () => good + good, 'several-blocks', 0],
    ['a line that others cut', () => replaced('Dear', 'x'.repeat(20_000)), 'line-too-long', 4],
    [
      'no signature packet',
      () =>
        `${good.slice(0, good.indexOf('-----BEGIN PGP SIGNATURE'))}${armored('SIGNATURE', packet(10, Buffer.from('PGP')))}`,
      'no-signature-packet',
      0,
    ],
    [
      'something beside the signature',
      () =>
        `${good.slice(0, good.indexOf('-----BEGIN PGP SIGNATURE'))}${armored('SIGNATURE', packet(11, Buffer.from('b\0\0\0\0\0x')))}`,
      'grammar',
      0,
    ],
  ])('%s', async (_name, make, code, line) => {
    const result = await verdictOn(make(), trust);
    expect(result).toMatchObject({ kind: 'cleartext', verdict: 'malformed', problem: { code } });
    if (line > 0) expect(result).toMatchObject({ problem: { line } });
  });

  it('a binary signature: other readers hash other line endings', async () => {
    const message = await framed('x', 'x', enums.signature.binary);
    expect(await verdictOn(message, trust)).toMatchObject({ signatures: [{ status: 'wrong-type' }] });
  });

  it('text that is not UTF-8: unsupported, not bad', async () => {
    const latin = Buffer.from('caf\xe9', 'latin1');
    expect(await verdictOn(await framed(latin, latin), trust)).toMatchObject({
      verdict: 'not-verified',
      notUtf8: { line: 4 },
      signatures: [{ status: 'unsupported' }],
    });
  });

  it('a changed text, and one line break more', async () => {
    for (const changed of [
      replaced('thanks', 'Thanks'),
      replaced('end', '\nend'),
      replaced(/\nend/, 'end'),
    ]) {
      expect(await verdictOn(changed, trust)).toMatchObject({
        verdict: 'not-verified',
        signatures: [{ status: 'bad' }],
      });
    }
  });
});

describe('accepted', () => {
  const content = async (message: string | Buffer) => {
    const result = await verdictOn(message, trust);
    return result.verdict === 'good' ? Buffer.from(result.content ?? '').toString() : result;
  };

  it('releases the text without escapes and trailing blanks, LF between lines', async () => {
    expect(await content(good)).toBe(TEXT.replace('thanks  ', 'thanks'));
    expect(await content(good.replace(/\n/g, '\r\n'))).toBe(TEXT.replace('thanks  ', 'thanks'));
  });

  it.each([
    ['no Hash header', /Hash: .*\n/, ''],
    ['two Hash headers', /(Hash: .*\n)/, '$1Hash: SHA1, SHA256\n'],
    ['a blank line with blanks', /(Hash: .*\n)\n/, '$1 \t\n'],
    ['blanks added at a line end', 'end', 'end \t'],
    ['a needless dash escape', 'Dear', '- Dear'],
  ])('%s', async (_name, from, to) => {
    expect(await content(replaced(from, to))).toBe(TEXT.replace('thanks  ', 'thanks'));
  });

  it.each([
    ['an empty text', '', ''],
    ['one empty line', '\r\n', '\n'],
    ['a quoted message', '-----BEGIN PGP MESSAGE-----', '- -----BEGIN PGP MESSAGE-----'],
  ])('%s', async (_name, signed, shown) => {
    expect(await verdictOn(await framed(signed, shown), trust)).toMatchObject({ verdict: 'good' });
  });

  it('with text around it, which is counted and never released', async () => {
    const around = `Hi all,\n\nsee below\n-----Original Message-----\n${good}--\nfooter\n`;
    const result = await verdictOn(around, trust);
    expect(result).toMatchObject({
      verdict: 'good',
      warnings: [
        { code: 'text-before', count: 3 },
        { code: 'text-after', count: 2 },
      ],
    });
    expect(await content(around)).toBe(TEXT.replace('thanks  ', 'thanks'));
  });

  it('with a second signature by someone else', async () => {
    const stranger = await makeVendor();
    const bodies = await Promise.all(
      [stranger, vendor].map(({ privateKey }) =>
        signatureBody(privateKey, Buffer.from('x'), { type: enums.signature.text }),
      ),
    );
    const block = armored('SIGNATURE', Buffer.concat(bodies.map((body) => packet(2, body))));
    const message = `-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n${block}`;
    expect(await verdictOn(message, trust)).toMatchObject({
      verdict: 'good',
      signatures: [{ status: 'unknown-signer' }, { status: 'good' }],
    });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import { isComplete, repairsOf } from '../../../../src/pgp/verify/wholeness.js';
import { MANGLINGS } from '../../../support/mangled.js';
import {
  armored,
  cleartext,
  inline,
  packet,
  signatureBody,
  trustOf,
  verdictOn,
} from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

const DATA = Buffer.from('data\n');

let vendor: TestVendor;
let trust: Trust;
let clear: string;
let other: string;
let message: string;
/** Detached, of `DATA`. */
let signature: string;
let strange: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  const stranger = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  clear = await cleartext(vendor.privateKey, 'one\ntwo');
  other = await cleartext(stranger.privateKey, 'three');
  message = armored('MESSAGE', await inline(vendor.privateKey, Buffer.from('four')));
  signature = armored('SIGNATURE', packet(2, await signatureBody(vendor.privateKey, DATA)));
  strange = armored('SIGNATURE', packet(2, await signatureBody(stranger.privateKey, DATA)));
});

const mangled = (name: string, text: string) => MANGLINGS[name]?.apply(text).toString() ?? '';

describe('detached signatures, a block each', () => {
  it('are all judged over the one data: one good one is enough', async () => {
    for (const file of [strange + signature, `${signature}\n\ntext\n${strange}`]) {
      const result = await verdictOn(file, trust, { data: DATA });
      expect(result).toMatchObject({ verdict: 'good', kind: 'detached' });
      const statuses = 'signatures' in result ? result.signatures.map(({ status }) => status) : [];
      expect(statuses.sort()).toEqual(['good', 'unknown-signer']);
    }
  });

  it('none good: not verified', async () => {
    const result = await verdictOn(strange + signature, trust, { data: Buffer.from('other') });
    expect(result.verdict).toBe('not-verified');
  });

  it('one of them broken: malformed', async () => {
    const broken = `${signature}${strange.replace(/^-----END.*$/m, '')}`;
    expect(await verdictOn(broken, trust, { data: DATA })).toMatchObject({
      verdict: 'malformed',
      problem: { code: 'no-end-line' },
    });
    const message = `${signature}${armored('SIGNATURE', packet(8, Buffer.from([0])))}`;
    expect(await verdictOn(message, trust)).toMatchObject({ problem: { code: 'label-content' } });
  });

  it('are undone together', async () => {
    const result = await verdictOn(mangled('two carriage returns', strange + signature), trust, {
      data: DATA,
    });
    expect([result.verdict, repairsOf(result)]).toEqual(['good', ['crcrlf']]);
  });
});

describe('a certificate beside a message', () => {
  it.each<[string, () => string, string]>([
    ['behind a text', () => `${clear}\n${vendor.certificate}`, 'good'],
    ['before a text', () => `${vendor.certificate}\n${clear}`, 'good'],
    ['on both sides of a message', () => `${vendor.certificate}${message}${vendor.certificate}`, 'good'],
    ['before a quoted text', () => `${vendor.certificate}${mangled('quoted', clear)}`, 'good'],
    ['beside a broken text', () => `${clear.replace(/-----END.*/, '')}${vendor.certificate}`, 'malformed'],
  ])('%s: named and passed over', async (_name, make, verdict) => {
    const result = await verdictOn(make().replace(/\r\n/g, '\n'), trust);
    expect(result.verdict).toBe(verdict);
    if (verdict !== 'good') return;
    expect(result.warnings).toContainEqual({ code: 'certificate-beside', count: expect.any(Number) });
    expect(result.warnings.map(({ code }) => code)).not.toContain('text-after');
    expect(isComplete(result)).toBe(false);
  });

  it('is never trusted', async () => {
    const stranger = await makeVendor({ type: 'curve25519' });
    const theirs = await cleartext(stranger.privateKey, 'three');
    const result = await verdictOn(`${stranger.certificate}${theirs}`, trust);
    expect(result).toMatchObject({ verdict: 'not-verified', signatures: [{ status: 'unknown-signer' }] });
  });

  it('hides no text', async () => {
    const inside = vendor.certificate.replace(/\r?\n\r?\n/, '\nComment: pay Eve\n\npay Eve, please\n');
    const result = await verdictOn(`${clear}${inside}`, trust);
    expect(result.warnings).toContainEqual({ code: 'text-after', count: 2 });
  });

  it('alone is what the file is', async () => {
    const twice = `${vendor.certificate}\n${vendor.certificate}`;
    for (const file of [vendor.certificate, twice]) {
      expect(await verdictOn(file, trust)).toMatchObject({
        verdict: 'not-protected',
        nature: 'certificate',
      });
    }
  });
});

describe('several messages', () => {
  const verdicts = async (file: string) => {
    const result = await verdictOn(file, trust);
    expect(result).toMatchObject({ verdict: 'malformed', problem: { code: 'several-blocks' } });
    return result.parts?.map(({ number, line, verification }) => [
      number,
      line,
      verification.kind,
      verification.verdict,
    ]);
  };

  it('are numbered, and each is said what it is; none is released', async () => {
    const lines = clear.split('\n').length - 1;
    expect(await verdicts(`${clear}text\n${other}${message}${signature}`)).toEqual([
      [1, 1, 'cleartext', 'good'],
      [2, lines + 2, 'cleartext', 'not-verified'],
      [3, expect.any(Number), 'inline', 'good'],
      [4, expect.any(Number), 'detached', 'not-protected'],
    ]);
  });

  it.each<[string, () => string, string]>([
    ['a quoted one', () => `${clear}${mangled('quoted', other)}`, 'not-verified'],
    ['one in HTML', () => `${clear}${mangled('in <pre>, with entities', other)}`, 'not-verified'],
    [
      'one with its hyphens as entities',
      () => `${clear}${mangled('with hyphens as entities', message)}`,
      'good',
    ],
    ['an indented one', () => `${clear}${mangled('indented', message)}`, 'good'],
    ['one that is cut off', () => `${clear}${message.slice(0, 90)}`, 'malformed'],
    ['a BEGIN line alone', () => `${clear}-----BEGIN PGP MESSAGE-----\n`, 'malformed'],
    [
      'one with dashes of a word processor',
      () => `${clear}${message.replace(/-----/g, '\u2014-')}`,
      'malformed',
    ],
  ])('are counted after undoing: %s', async (_name, make, verdict) => {
    const parts = await verdicts(make());
    expect(parts?.map(([, , , found]) => found)).toEqual(['good', verdict]);
  });

  it('a quotation in the signed text is none', async () => {
    const text = await cleartext(vendor.privateKey, `He wrote:\n${clear}\n> ${clear.replace(/\n/g, '\n> ')}`);
    expect(await verdictOn(text, trust)).toMatchObject({ verdict: 'good', warnings: [] });
    expect(await verdictOn(mangled('quoted', text), trust)).toMatchObject({ verdict: 'good' });
  });

  it('one is taken by its number, and is never all of the file', async () => {
    const file = `${clear}text\n${mangled('quoted', message)}`;
    const first = await verdictOn(file, trust, { part: 1 });
    expect(first).toMatchObject({ verdict: 'good', kind: 'cleartext' });
    const second = await verdictOn(file, trust, { part: 2 });
    expect(second).toMatchObject({ verdict: 'good', kind: 'inline' });
    expect(repairsOf(second)).toEqual(['quoted']);
    for (const result of [first, second]) {
      expect(result.warnings).toContainEqual({ code: 'other-blocks', count: 1 });
      expect(isComplete(result)).toBe(false);
    }
    await expect(verdictOn(file, trust, { part: 3 })).rejects.toMatchObject({
      facts: { reason: 'no-such-part', count: 2 },
    });
    expect(await verdictOn(clear, trust, { part: 1 })).toMatchObject({ verdict: 'good', warnings: [] });
    await expect(verdictOn(clear, trust, { part: 2 })).rejects.toMatchObject({ facts: { count: 1 } });
  });

  it('thousands of them take no longer than one', async () => {
    const started = Date.now();
    const many = '-----BEGIN PGP SIGNED MESSAGE-----\n\n'.repeat(100_000);
    expect(await verdictOn(many, trust)).toMatchObject({ problem: { code: 'several-blocks' } });
    expect(await verdictOn('> -----BEGIN PGP MESSAGE-----\n'.repeat(100_000), trust)).toMatchObject({
      problem: { code: 'several-blocks' },
    });
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

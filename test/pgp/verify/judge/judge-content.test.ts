import { enums, readPrivateKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import {
  armored,
  packet,
  type SignOptions,
  signatureBody,
  trustOf,
  verdictOn,
} from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

const DATA = Buffer.from('one\ntwo');
const SIX = { type: 'curve25519' as const, config: { v6Keys: true } };

let vendor: TestVendor;
let stranger: TestVendor;
let trust: Trust;
beforeAll(async () => {
  vendor = await makeVendor({ ...SIX, subkeys: [{ sign: true }] });
  stranger = await makeVendor(SIX);
  trust = await trustOf(vendor);
});

const made = async (options: SignOptions = {}, { privateKey } = vendor) =>
  packet(2, await signatureBody(privateKey, DATA, options));
const many = (count: number, by = vendor) => Promise.all(Array.from({ length: count }, () => made({}, by)));

async function judged(...signatures: readonly Buffer[]) {
  const result = await verdictOn(Buffer.concat(signatures), trust, { data: DATA });
  const statuses = 'signatures' in result ? result.signatures.map(({ status }) => status) : [];
  return { result, statuses, warnings: result.warnings };
}

describe('detached signatures', () => {
  it('as many as hashes are computed for detached data, and one more', async () => {
    const { result, statuses } = await judged(...(await many(17)));
    expect(statuses).toEqual([...Array<string>(16).fill('good'), 'unsupported']);
    expect(result).toMatchObject({ signatures: { 16: { why: { what: 'too-many-hashes' } } } });
  });

  it('are judged, and what is odd about their armor is said beside', async () => {
    const text = armored('SIGNATURE', await made(), { crc: '=AAAA' });
    expect(await verdictOn(text, trust, { data: DATA })).toMatchObject({
      ...{ kind: 'detached', verdict: 'good', content: null },
      warnings: [{ code: 'crc-wrong' }],
    });
  });

  it('by others take no hash from ours', async () => {
    const { result, statuses } = await judged(...(await many(20, stranger)), await made());
    expect(result.verdict).toBe('good');
    expect(statuses).toEqual([...Array<string>(20).fill('unknown-signer'), 'good']);
  });

  it('that are not judged for their kind take none either', async () => {
    const weak = await Promise.all(
      Array.from({ length: 20 }, () => made({ type: enums.signature.standalone })),
    );
    expect((await judged(...weak, await made())).statuses.at(-1)).toBe('good');
  });

  it('more than 64: the first are looked at, and that is said', async () => {
    const all = await many(64, stranger);
    expect((await judged(...all)).warnings).toEqual([]);
    const { result, statuses, warnings } = await judged(...all, await made());
    expect(statuses).toHaveLength(64);
    expect(result.verdict).toBe('not-verified');
    expect(warnings).toEqual([{ code: 'too-many-signatures', count: 65 }]);
  });

  it('of a text alone: its line ends are not signed', async () => {
    const text = await made({ type: enums.signature.text });
    const warning = [{ code: 'line-ends' }];
    expect((await judged(text)).warnings).toEqual(warning);
    expect((await judged(text, await made({}, stranger))).warnings).toEqual(warning);
    expect((await judged(text, await made())).warnings).toEqual([]);
    expect((await judged(await made())).warnings).toEqual([]);
    expect((await judged(await made({ type: enums.signature.text }, stranger))).warnings).toEqual([]);
    const cut = Buffer.from(text);
    cut[cut.length - 1] = (cut.at(-1) ?? 0) ^ 1;
    expect(await judged(cut)).toMatchObject({ statuses: ['bad'], warnings: [] });
  });

  it('a key that was revoked later is spoken of where no other signature is good', async () => {
    const later = new Date(Date.now() + 60_000);
    const { publicKey } = await revokeKey({
      key: await readPrivateKey({ armoredKey: vendor.secretKey }),
      reasonForRevocation: { flag: enums.reasonForRevocation.keySuperseded, string: '' },
      date: later,
      format: 'armored',
    });
    const now = new Date(later.getTime() + 60_000);
    const own = await trustOf({ certificate: publicKey as string }, now);
    const result = await verdictOn(await made(), own, { data: DATA, now });
    expect(result).toMatchObject({ verdict: 'good', warnings: [{ code: 'revoked-since' }] });
    expect((await judged(await made())).warnings).toEqual([]);
  });
});

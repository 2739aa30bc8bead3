import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import { DOCUMENT } from '../../../../src/pgp/verify/judge/candidates.js';
import { createDigests } from '../../../../src/pgp/verify/judge/digests.js';
import { judgeSignature } from '../../../../src/pgp/verify/judge/judge-signature.js';
import type { ParsedSignature } from '../../../../src/pgp/verify/packets/signature-packet.js';
import { armored, packet, signatureBody, trustOf, verdictOn } from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

const CONTENT = Buffer.from('what is signed\n');
const FIRST = new Date(0);
const TODAY = new Date('2026-06-15T12:00:00Z');
/** Dates begin anew in 2106. */
const PAST_THE_LAST = new Date('2107-01-01T00:00:00Z');

/** The status of a detached signature, by what the certificate is at that time. */
async function statusOf(vendor: TestVendor, date: Date, now: Date) {
  const signature = packet(2, await signatureBody(vendor.privateKey, CONTENT, { date }));
  const result = await verdictOn(armored('SIGNATURE', signature), await trustOf(vendor, now), {
    now,
    data: CONTENT,
  });
  return 'signatures' in result ? result.signatures.map(({ status }) => status).join() : result.verdict;
}

describe('a signature that is dated 1970', () => {
  let vendor: TestVendor;
  let ancient: TestVendor;
  beforeAll(async () => {
    vendor = await makeVendor({ type: 'curve25519', date: new Date('2020-01-01T00:00:00Z') });
    ancient = await makeVendor({ type: 'curve25519', date: FIRST });
  });

  it('is older than its key, by a clock of today and by one past 2106', async () => {
    for (const date of [FIRST, new Date(1000), new Date('1970-06-01T00:00:00Z')]) {
      expect(await statusOf(vendor, date, TODAY)).toBe('before-key');
    }
    expect(await statusOf(vendor, new Date('1970-12-01T00:00:00Z'), PAST_THE_LAST)).toBe('before-key');
    // may have been made in this very year
    expect(await statusOf(vendor, FIRST, PAST_THE_LAST)).toBe('from-the-future');
  });

  it('is not good by a clock past 2106, even where its key is as old: that may be of this year too', async () => {
    expect(await statusOf(ancient, FIRST, TODAY)).toBe('good');
    await expect(statusOf(ancient, FIRST, PAST_THE_LAST)).rejects.toThrow('certificate-future');
  });

  it('leaves one of today good by such a clock', async () => {
    expect(await statusOf(vendor, TODAY, PAST_THE_LAST)).toBe('good');
  });
});

describe('what a report says of who made a signature', () => {
  const FOUR = `${'C'.repeat(24)}${'D'.repeat(16)}`;
  const SIX = `${'E'.repeat(16)}${'F'.repeat(48)}`;
  const nobody = { primary: undefined, keys: [], signerAt: () => undefined } as unknown as Trust;

  it.each([
    [[FOUR], ['1'.repeat(16)], { keyID: '1'.repeat(16), fingerprint: FOUR }],
    [[FOUR], [], { keyID: 'D'.repeat(16), fingerprint: FOUR }],
    [[SIX], [], { keyID: 'E'.repeat(16), fingerprint: SIX }],
    [[], ['1'.repeat(16)], { keyID: '1'.repeat(16), fingerprint: null }],
    [[], [], { keyID: null, fingerprint: null }],
  ])('a stranger: as the signature names him: %j %j', async (fingerprints, keyIDs, expected) => {
    const signature = {
      ...{ version: 4, type: 0, algorithm: 27, hash: 8, created: TODAY, issuers: { fingerprints, keyIDs } },
      ...{ salt: Buffer.alloc(0), hashedPart: Buffer.alloc(0), bare: Buffer.alloc(0) },
    } as unknown as ParsedSignature;
    const given = { trust: nobody, types: DOCUMENT, digests: createDigests([], 1), now: TODAY };
    expect(await judgeSignature({ state: 'readable', signature }, given)).toEqual({
      status: 'unknown-signer',
      ...expected,
      primaryFingerprint: null,
      created: TODAY.toISOString(),
      hash: 'SHA256',
    });
  });

  it('a key of ours: that key, and the primary one above it, whatever the signature names', async () => {
    const vendor = await makeVendor({ type: 'curve25519', subkeys: [{ sign: true }] });
    const [subkey] = vendor.privateKey.getSubkeys();
    const body = await signatureBody(vendor.privateKey, CONTENT, {}, subkey?.keyPacket);
    const result = await verdictOn(packet(2, body), await trustOf(vendor), { data: CONTENT });
    const fingerprint = subkey?.getFingerprint().toUpperCase() ?? '';
    expect(result).toMatchObject({
      verdict: 'good',
      signatures: [{ fingerprint, keyID: fingerprint.slice(-16), primaryFingerprint: vendor.fingerprint }],
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { KeyFacts } from '../../../../src/pgp/facts.js';
import { DOCUMENT } from '../../../../src/pgp/verify/judge/candidates.js';
import { createDigests } from '../../../../src/pgp/verify/judge/digests.js';
import { judgeSignature } from '../../../../src/pgp/verify/judge/judge-signature.js';
import type { ParsedSignature } from '../../../../src/pgp/verify/packets/signature-packet.js';
import { keyFacts } from '../../../support/key-facts.js';

const TODAY = new Date('2026-06-15T12:00:00Z');

describe('a key that cannot have made a signature', () => {
  const [RSA, ED25519] = [1, 27];
  const OTHER = { fingerprints: ['B'.repeat(40)], keyIDs: [] };
  const NOBODY = { fingerprints: [], keyIDs: [] };

  /** What is reported, or `opened`: the key was loaded to check it. */
  async function outcome(
    facts: Partial<KeyFacts>,
    changes: Partial<ParsedSignature>,
    disputed = false,
    most = 1,
  ) {
    const own = keyFacts(facts);
    const open = () => Promise.reject(new Error('opened'));
    const keys = [{ facts: own, primary: own, possibleRevokers: [], open }];
    const signature = {
      ...{ version: 4, type: 0, algorithm: RSA, hash: 8, created: TODAY, expires: null, firstBits: 4096 },
      ...{ issuers: NOBODY, salt: Buffer.alloc(0), hashedPart: Buffer.alloc(0), bare: Buffer.alloc(0) },
      ...changes,
    } as ParsedSignature;
    const digests = createDigests([signature], most);
    const given = { trust: { keys, recipients: [] }, types: DOCUMENT, digests, now: TODAY };
    try {
      return await judgeSignature({ state: 'readable', signature, disputed }, given);
    } catch (error) {
      return { status: (error as Error).message };
    }
  }
  const statusOfOne = async (...given: Parameters<typeof outcome>) => (await outcome(...given)).status;

  it('is not loaded: of another algorithm, or an RSA key of another size', async () => {
    for (const changes of [{ algorithm: ED25519 }, { firstBits: 4097 }, { firstBits: 4031 }]) {
      expect(await statusOfOne({}, changes)).toBe('bad');
      expect(await statusOfOne({}, { ...changes, issuers: OTHER })).toBe('unknown-signer');
    }
  });

  it('is loaded where it may have made it: a number may begin with 64 zeros, and only those of RSA have its size', async () => {
    for (const firstBits of [4096, 4032]) expect(await statusOfOne({}, { firstBits })).toBe('opened');
    expect(await statusOfOne({ bits: null }, { firstBits: 3072 })).toBe('opened');
    const ed25519 = { algorithm: 'Ed25519', bits: null };
    for (const firstBits of [0, 255, 4096]) {
      expect(await statusOfOne(ed25519, { algorithm: ED25519, firstBits })).toBe('opened');
    }
  });

  it('is not looked for where no hash was computed: a stranger stays one, and what its one-pass packet belies is malformed', async () => {
    expect(await statusOfOne({}, { issuers: OTHER }, false, 0)).toBe('unknown-signer');
    expect(await outcome({}, {}, true, 0)).toMatchObject({ status: 'malformed', why: 'one-pass' });
    expect(await outcome({}, {}, false, 0)).toMatchObject({
      status: 'unsupported',
      why: { what: 'too-many-hashes' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { KeyFacts } from '../../../../src/pgp/facts.js';
import { candidates, DOCUMENT, TEXT_ONLY } from '../../../../src/pgp/verify/judge/candidates.js';
import type { ParsedSignature } from '../../../../src/pgp/verify/packets/signature-packet.js';
import type { Trust, TrustedKey } from '../../../../src/pgp/verify/trust.js';

// the numbers of RFC 9580 section 9: algorithms and hashes
const [RSA, RSA_ENCRYPTS, DSA, ECDH, ED25519, SHA1, SHA256] = [1, 2, 17, 18, 27, 2, 8] as const;

function key(letter: string, facts: Partial<KeyFacts> = {}): TrustedKey {
  const own = { fingerprint: letter.repeat(40), keyID: letter.repeat(16), version: 4 };
  const all = { ...own, algorithm: 'Ed25519', curve: null, ...facts } as KeyFacts;
  return {
    facts: all,
    primary: all,
    possibleRevokers: [],
    open: () => Promise.reject(new Error('no signature is checked here')),
  };
}

const trust = (...keys: TrustedKey[]): Trust => ({ keys, recipients: [] });

const signature = (changes: Partial<ParsedSignature> = {}): ParsedSignature =>
  ({
    ...{
      version: 4,
      type: 0,
      algorithm: ED25519,
      hash: SHA256,
      created: new Date(0),
      notUnderstood: undefined,
    },
    issuers: { fingerprints: [], keyIDs: [] },
    ...changes,
  }) as ParsedSignature;

/** A subkey of that one. */
const under = ({ facts }: TrustedKey, subkey: TrustedKey): TrustedKey => ({ ...subkey, primary: facts });

const A = key('A');
const B = key('B');
const issued = (fingerprints: string[], keyIDs: string[] = []) => ({ issuers: { fingerprints, keyIDs } });
const find = (changes: Partial<ParsedSignature>, own = trust(A, B), types = DOCUMENT) =>
  candidates(signature(changes), { trust: own, types });

describe('who may have made a signature', () => {
  it.each<[string, Partial<ParsedSignature>, object]>([
    ['the key that it names', issued(['B'.repeat(40)]), { keys: [B], named: true }],
    ['the key whose ID it names', issued([], ['B'.repeat(16)]), { keys: [B], named: true }],
    ['the fingerprint counts more', issued(['A'.repeat(40)], ['B'.repeat(16)]), { keys: [A], named: true }],
    ['any, where it names nobody', issued([]), { keys: [A, B], named: true }],
    ['any, where it names another', issued(['C'.repeat(40)]), { keys: [A, B], named: false }],
    ['any, where it names another by ID', issued([], ['C'.repeat(16)]), { keys: [A, B], named: false }],
    [
      'another fingerprint counts more than our ID',
      issued(['C'.repeat(40)], ['A'.repeat(16)]),
      { keys: [A, B], named: false },
    ],
  ])('%s', (_name, changes, expected) => {
    expect(find(changes)).toEqual(expected);
  });

  it('is nobody where there is no key', () => {
    const none = { obstacle: { status: 'unknown-signer' }, key: undefined };
    expect(candidates(signature(), { trust: { ...trust(A), keys: [] }, types: DOCUMENT })).toEqual(none);
  });

  it('is nobody of ours, whatever it is, where it names another', () => {
    for (const changes of [{ type: 2 }, { hash: SHA1 }, { version: 6 as const }, { algorithm: DSA }]) {
      expect(find({ ...changes, ...issued(['C'.repeat(40)]) })).toEqual({
        obstacle: { status: 'unknown-signer' },
        key: undefined,
      });
    }
  });
});

describe('what keeps a signature from being verified', () => {
  const six = key('C', { version: 6 });
  const dsa = key('A', { algorithm: 'DSA' });
  const belowDsa = under(dsa, B);
  const unsupported = (why: object) => ({ obstacle: { status: 'unsupported', why } });

  it.each<[string, Parameters<typeof find>, object]>([
    [
      'another version',
      [{ version: 6 }],
      { ...unsupported({ what: 'key-version', signature: 6, key: 4 }), key: A },
    ],
    ['another type', [{ type: 2 }], { obstacle: { status: 'wrong-type', type: 2 }, key: A }],
    [
      'not of text where text is meant',
      [{ type: 0 }, trust(A, B), TEXT_ONLY],
      { obstacle: { status: 'wrong-type', type: 0 }, key: A },
    ],
    ['a weak hash', [{ hash: SHA1 }], { obstacle: { status: 'weak-hash' }, key: A }],
    [
      'what is not understood',
      [{ notUnderstood: { what: 'too-many-hashes' } }],
      { ...unsupported({ what: 'too-many-hashes' }), key: A },
    ],
    [
      'an algorithm that is not verified',
      [{ algorithm: DSA }],
      { ...unsupported({ what: 'algorithm', algorithm: 'DSA' }), key: A },
    ],
    [
      'an algorithm without a name',
      [{ algorithm: 99 }],
      unsupported({ what: 'algorithm', algorithm: 'algorithm 99' }),
    ],
    [
      'an algorithm that only encrypts',
      [{ algorithm: ECDH }],
      { obstacle: { status: 'key-cannot-sign', why: { fault: 'encrypts-only', algorithm: 'ECDH' } }, key: A },
    ],
    [
      'a key that only encrypts',
      [issued(['C'.repeat(40)]), trust(A, key('C', { algorithm: 'ECDH' }))],
      { obstacle: { status: 'key-cannot-sign', why: { fault: 'encrypts-only', algorithm: 'ECDH' } } },
    ],
    [
      'a key of a curve that is not verified',
      [issued(['C'.repeat(40)]), trust(A, key('C', { algorithm: 'ECDSA', curve: 'brainpoolP256r1' }))],
      unsupported({ what: 'key', fault: { fault: 'curve', curve: 'brainpoolP256r1' } }),
    ],
    [
      'a primary key of a kind that is not verified',
      [issued(['B'.repeat(40)]), trust(dsa, belowDsa)],
      {
        ...unsupported({ what: 'primary-key', fault: { fault: 'algorithm', algorithm: 'DSA' } }),
        key: belowDsa,
      },
    ],
  ])('%s', (_name, given, expected) => {
    expect(find(...given)).toMatchObject(expected);
  });

  it('is no number of RSA: any such key signs', () => {
    for (const algorithm of [RSA, RSA_ENCRYPTS]) {
      expect(find({ algorithm }, trust(key('A', { algorithm: 'RSA' })))).toHaveProperty('keys');
    }
  });

  it('is nothing that one of several keys is not kept from', () => {
    const encrypts = key('C', { algorithm: 'ECDH' });
    expect(find({}, trust(encrypts, A))).toEqual({ keys: [A], named: true });
    expect(find({ type: 1 }, trust(A), TEXT_ONLY)).toEqual({ keys: [A], named: true });
  });

  it('of several keys only those of its own version are tried', () => {
    expect(find({ version: 6 }, trust(A, six))).toEqual({ keys: [six], named: true });
    expect(find({}, trust(six, A))).toEqual({ keys: [A], named: true });
  });
});

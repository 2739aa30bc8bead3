import { config, enums } from 'openpgp';
import { describe, expect, it } from 'vitest';
import type { CertificateFacts, KeyFacts } from '../../../src/pgp/facts.js';
import { keyAlgorithmName } from '../../../src/pgp/format/algorithms.js';
import { isVerified, nothingVerified, unverifiable, weakness } from '../../../src/pgp/policy/key-kinds.js';
import { cryptographyAlone, OPENPGP_CONFIG } from '../../../src/pgp/policy/openpgp-config.js';

describe('kinds and sizes of keys', () => {
  it.each([
    ['RSA', 2046, null, { fault: 'rsa-bits', bits: 2046, least: 2047 }],
    ['RSA', null, null, { fault: 'rsa-bits', bits: null, least: 2047 }],
    ['RSA', 2047, null, undefined],
    ['DSA', 3072, null, { fault: 'algorithm', algorithm: 'DSA' }],
    ['Elgamal', 4096, null, { fault: 'algorithm', algorithm: 'Elgamal' }],
    ['ECDH', null, 'secp256k1', { fault: 'curve', curve: 'secp256k1' }],
    ['ECDH', null, 'somethingNew', { fault: 'curve', curve: 'somethingNew' }],
    ['ECDH', null, 'curve25519Legacy', undefined],
    ['ECDH', null, 'brainpoolP256r1', { fault: 'curve', curve: 'brainpoolP256r1' }],
    ['X25519', null, null, undefined],
    ['Ed448', null, null, undefined],
    ['somethingNew', null, null, { fault: 'algorithm', algorithm: 'somethingNew' }],
  ])('to encrypt to: %s %s %s', (algorithm, bits, curve, fault) => {
    expect(weakness({ algorithm, bits, curve, unsound: false })).toEqual(fault);
  });

  it('takes no RSA key whose numbers are none', () => {
    const key = { algorithm: 'RSA', bits: 4096, curve: null, unsound: false };
    expect(weakness({ ...key, unsound: true })).toEqual({ fault: 'unsound' });
  });

  it.each([
    ['DSA', null, { fault: 'algorithm', algorithm: 'DSA' }],
    ['ECDH', 'curve25519Legacy', { fault: 'algorithm', algorithm: 'ECDH' }],
    ['ECDSA', 'brainpoolP256r1', { fault: 'curve', curve: 'brainpoolP256r1' }],
    ['ECDSA', 'nistP256', undefined],
    ['RSA', null, undefined],
  ])('to verify with: %s %s', (algorithm, curve, fault) => {
    expect(unverifiable({ algorithm, curve })).toEqual(fault);
    expect(isVerified(algorithm)).toBe(fault?.fault !== 'algorithm');
  });
});

describe('each kind', () => {
  it.each([
    ['RSA', true, true],
    ['Elgamal', false, false],
    ['DSA', false, false],
    ['ECDH', true, false],
    ['ECDSA', true, true],
    ['EdDSA', true, true],
    ['X25519', true, false],
    ['X448', true, false],
    ['Ed25519', true, true],
    ['Ed448', true, true],
    ['somethingNew', false, false],
  ])('%s: used %s, verified %s', (algorithm, used, verified) => {
    const key = { algorithm, bits: 4096, curve: null, unsound: false };
    expect(weakness(key)).toEqual(used ? undefined : { fault: 'algorithm', algorithm });
    expect(unverifiable(key)).toEqual(verified ? undefined : { fault: 'algorithm', algorithm });
    expect(isVerified(algorithm)).toBe(verified);
  });

  it.each([
    ['nistP256', true, true],
    ['nistP384', true, true],
    ['nistP521', true, true],
    ['ed25519Legacy', true, true],
    ['curve25519Legacy', true, false],
    ['brainpoolP256r1', false, false],
    ['brainpoolP384r1', false, false],
    ['brainpoolP512r1', false, false],
    ['secp256k1', false, false],
    ['somethingNew', false, false],
  ])('of curve %s: used %s, verified %s', (curve, used, verified) => {
    const key = { algorithm: 'ECDSA', bits: null, curve, unsound: false };
    expect(weakness(key)).toEqual(used ? undefined : { fault: 'curve', curve });
    expect(unverifiable(key)).toEqual(verified ? undefined : { fault: 'curve', curve });
  });
});

describe('a certificate of which nothing at all is verified', () => {
  const primary = (changes: Partial<KeyFacts>) => ({
    algorithm: 'DSA',
    curve: null,
    revoked: null,
    ...changes,
  });
  const faultOf = (changes: Partial<KeyFacts>, more: Partial<CertificateFacts> = {}) =>
    nothingVerified({ userIDs: [], subkeys: [], primary: primary(changes), ...more } as CertificateFacts);
  const fault = { fault: 'algorithm', algorithm: 'DSA' };

  it('is one of a kind that is not verified, without anything in force', () => {
    expect(faultOf({})).toEqual(fault);
    expect(faultOf({ algorithm: 'RSA' })).toBeUndefined();
  });

  it('is none of which a user ID, a subkey or a revocation has verified', () => {
    const subkeys = [primary({})] as KeyFacts[];
    expect(faultOf({}, { userIDs: ['x'] })).toBeUndefined();
    expect(faultOf({}, { subkeys })).toBeUndefined();
    expect(faultOf({}, { userIDs: ['x'], subkeys })).toBeUndefined();
    expect(faultOf({ revoked: { date: '', hard: true, reason: null } })).toBeUndefined();
  });
});

describe('the configuration of OpenPGP.js', () => {
  it('refuses the keys that are refused here, and no others', () => {
    const refused = Object.values(enums.publicKey).filter(
      (number) => typeof number === 'number' && OPENPGP_CONFIG.rejectPublicKeyAlgorithms.has(number),
    );
    expect(refused.map((number) => keyAlgorithmName(Number(number))).sort()).toEqual(['DSA', 'Elgamal']);
    expect([...OPENPGP_CONFIG.rejectCurves]).toEqual([
      'brainpoolP256r1',
      'brainpoolP384r1',
      'brainpoolP512r1',
      'secp256k1',
    ]);
    expect(OPENPGP_CONFIG.minRSABits).toBe(2047);
  });

  it('refuses broken hashes; where the cryptography is asked alone, none', () => {
    const { md5, ripemd, sha1 } = enums.hash;
    expect([...OPENPGP_CONFIG.rejectHashAlgorithms].sort()).toEqual([md5, ripemd]);
    expect([...OPENPGP_CONFIG.rejectMessageHashAlgorithms].sort()).toEqual([md5, sha1, ripemd]);
    const alone = cryptographyAlone(['a@example.com']);
    expect(alone.rejectHashAlgorithms.size + alone.rejectMessageHashAlgorithms.size).toBe(0);
    expect(alone.knownNotations).toEqual(['a@example.com']);
  });

  it('knows no notation but those that are named', () => {
    expect(OPENPGP_CONFIG.knownNotations).toEqual([]);
    expect(cryptographyAlone().knownNotations).toEqual([]);
  });

  it('allows nothing that OpenPGP.js calls insecure', () => {
    const allowed = Object.keys(config).filter((name) => name.startsWith('allow'));
    expect(allowed.length).toBeGreaterThan(3);
    const values = OPENPGP_CONFIG as unknown as Record<string, unknown>;
    expect(allowed.filter((name) => values[name] !== false)).toEqual([]);
  });
});

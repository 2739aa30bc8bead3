import { config, enums } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { keyAlgorithmName } from '../../../src/pgp/format/algorithms.js';
import { isVerified, unverifiable, weakness } from '../../../src/pgp/policy/key-kinds.js';
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
    ['ECDH', null, 'brainpoolP256r1', undefined],
    ['X25519', null, null, undefined],
    ['Ed448', null, null, undefined],
    ['somethingNew', null, null, { fault: 'algorithm', algorithm: 'somethingNew' }],
  ])('to encrypt to: %s %s %s', (algorithm, bits, curve, fault) => {
    expect(weakness({ algorithm, bits, curve })).toEqual(fault);
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

describe('the configuration of OpenPGP.js', () => {
  it('refuses the keys that are refused here, and no others', () => {
    const refused = Object.values(enums.publicKey).filter(
      (number) => typeof number === 'number' && OPENPGP_CONFIG.rejectPublicKeyAlgorithms.has(number),
    );
    expect(refused.map((number) => keyAlgorithmName(Number(number))).sort()).toEqual(['DSA', 'Elgamal']);
    expect([...OPENPGP_CONFIG.rejectCurves]).toEqual(['secp256k1']);
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

  it('allows nothing that OpenPGP.js calls insecure', () => {
    const allowed = Object.keys(config).filter((name) => name.startsWith('allow'));
    expect(allowed.length).toBeGreaterThan(3);
    const values = OPENPGP_CONFIG as unknown as Record<string, unknown>;
    expect(allowed.filter((name) => values[name] !== false)).toEqual([]);
  });
});

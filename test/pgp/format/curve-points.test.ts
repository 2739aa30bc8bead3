import { createPublicKey, diffieHellman, ECDH, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isOnCurve, leadsSomewhere } from '../../../src/pgp/format/curve-points.js';

const NIST = { nistP256: 'prime256v1', nistP384: 'secp384r1', nistP521: 'secp521r1' };

const succeeds = (work: () => unknown) => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

/** Whether Node.js shares a secret with the point: it throws where that would be all zeros. */
const nodeShares = (crv: 'X25519' | 'X448', point: Uint8Array) =>
  succeeds(() => {
    const jwk = { kty: 'OKP', crv, x: Buffer.from(point).toString('base64url') };
    const { privateKey } = crv === 'X448' ? generateKeyPairSync('x448') : generateKeyPairSync('x25519');
    diffieHellman({ privateKey, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) });
  });

const little = (value: bigint, bytes: number) =>
  Uint8Array.from(Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex')).reverse();

const P25519 = 2n ** 255n - 19n;
const P448 = 2n ** 448n - 2n ** 224n - 1n;
const ORDER_8 = [
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];

describe('a point of a curve of NIST', () => {
  it.each(Object.entries(NIST))('%s: as Node.js judges it', (curve, name) => {
    const point = generateKeyPairSync('ec', { namedCurve: name }).publicKey.export({ format: 'jwk' });
    const whole = Buffer.concat([
      Buffer.of(4),
      Buffer.from(point.x ?? '', 'base64url'),
      Buffer.from(point.y ?? '', 'base64url'),
    ]);
    expect(isOnCurve(curve, whole)).toBe(true);
    const beside = Buffer.from(whole);
    beside[beside.length - 1] = (beside.at(-1) ?? 0) ^ 1;
    for (const bytes of [
      beside,
      whole.subarray(1),
      whole.subarray(0, -1),
      Buffer.concat([whole, Buffer.of(0)]),
    ]) {
      expect(isOnCurve(curve, bytes)).toBe(false);
      expect(succeeds(() => ECDH.convertKey(bytes, name))).toBe(false);
    }
  });

  it('of another curve: nothing is said', () => {
    expect(isOnCurve('brainpoolP256r1', Uint8Array.of(1))).toBe(true);
  });
});

describe('a point of small order', () => {
  it.each([0n, 1n, P25519 - 1n, P25519, P25519 + 1n, ...ORDER_8])('of X25519 leads nowhere: %s', (value) => {
    for (const spelling of [value, value + 2n ** 255n]) {
      expect(leadsSomewhere('x25519', little(spelling, 32))).toBe(false);
      expect(nodeShares('X25519', little(spelling, 32))).toBe(false);
    }
  });

  it.each([0n, 1n, P448 - 1n, P448, P448 + 1n])('of X448 leads nowhere: %s', (value) => {
    expect(leadsSomewhere('x448', little(value, 56))).toBe(false);
    expect(nodeShares('X448', little(value, 56))).toBe(false);
  });

  it.each([2n, 9n, P25519 - 2n, P25519 + 2n])('is none of the others: %s', (value) => {
    expect(leadsSomewhere('x25519', little(value, 32))).toBe(true);
    expect(nodeShares('X25519', little(value, 32))).toBe(true);
    expect(leadsSomewhere('x448', little(value, 56))).toBe(true);
  });

  it('has the length of its curve', () => {
    expect(leadsSomewhere('x25519', new Uint8Array(31).fill(9))).toBe(false);
    expect(leadsSomewhere('x448')).toBe(false);
  });
});

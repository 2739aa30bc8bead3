import { createHash, createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import type { PrivateKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, readPinned } from '../../../src/pgp/certificate/index.js';
import { merge, readCopy } from '../../../src/pgp/certificate/newer-copy.js';
import { packetsOf } from '../../../src/pgp/certificate/verified-components.js';
import { bytesOf, make, NOW } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let vendor: PrivateKey;
let stranger: PrivateKey;
let certificate: Buffer;

beforeAll(async () => {
  const options = { type: 'rsa', rsaBits: 2048 } as const;
  [vendor, stranger] = await Promise.all([make(options), make(options)]);
  certificate = Buffer.from(bytesOf(vendor));
});

type Numbers = Record<'n' | 'e' | 'd' | 'p' | 'q' | 'u', Uint8Array>;

/** A signature of version 3 over the vendor's key, as PGP made them: Node.js signs, and OpenPGP.js has no part in it. */
function old(type: number, key: PrivateKey, { time = NOW, hash = 'sha256', id = 8 } = {}): Buffer {
  const { publicParams, privateParams } = key.keyPacket as unknown as Record<string, Numbers>;
  const { n, e, d, p, q, u } = { ...publicParams, ...privateParams } as Numbers;
  const big = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const word = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const modulo = (prime: Uint8Array) => {
    const hex = (big(d) % (big(prime) - 1n)).toString(16);
    return Buffer.from(hex.padStart(prime.length * 2, '0'), 'hex');
  };
  // OpenPGP has the inverse of p modulo q, and a JWK that of its q modulo its p: the primes change places
  const jwk: JsonWebKey = { kty: 'RSA', n: word(n), e: word(e), d: word(d), p: word(q), q: word(p) };
  const numbers = { ...jwk, dp: word(modulo(q)), dq: word(modulo(p)), qi: word(u) };
  const secret = createPrivateKey({ format: 'jwk', key: numbers });
  const body = Buffer.from(vendor.toPublic().keyPacket.write());
  const hashed = Buffer.alloc(5);
  hashed.writeUInt8(type);
  hashed.writeUInt32BE(Math.floor(time.getTime() / 1000) - 1, 1);
  const data = Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body, hashed]);
  const value = sign(hash, data, secret);
  const bits = BigInt(`0x${value.toString('hex')}`).toString(2).length;
  const number = value.subarray(value.length - Math.ceil(bits / 8));
  const left = createHash(hash).update(data).digest().subarray(0, 2);
  const keyID = Buffer.from(key.getKeyID().toHex(), 'hex');
  const head = [Buffer.from([3, 5]), hashed, keyID, Buffer.from([1, id]), left];
  return packet(2, Buffer.concat([...head, Buffer.from([bits >> 8, bits & 0xff]), number]));
}

const pinned = (data: Uint8Array) => readPinned(data, vendor.getFingerprint(), NOW);
const KEY_REVOCATION = 0x20;

describe('a revocation of version 3', () => {
  it('by the key itself revokes it, wherever it stands', async () => {
    const revocation = old(KEY_REVOCATION, vendor);
    const attribute = packet(17, Buffer.from([2, 1, 0]));
    for (const parts of [
      [certificate, revocation],
      [revocation, certificate],
      [certificate, attribute, revocation],
    ]) {
      const { facts } = await pinned(Buffer.concat(parts));
      expect(facts.primary.revoked).toMatchObject({ hard: true });
      expect(facts.passedOver).toEqual([]);
    }
  });

  it('is taken over by an update, and kept', async () => {
    const known = await pinned(certificate);
    for (const file of [
      Buffer.concat([certificate, old(KEY_REVOCATION, vendor)]),
      old(KEY_REVOCATION, vendor),
    ]) {
      const merged = merge(known.components, await readCopy(file, known.components));
      expect(certificateOf(merged, NOW).facts.primary.revoked).toMatchObject({ hard: true });
      const kept = await pinned(packetsOf(merged).write());
      expect(kept.facts.primary.revoked).toMatchObject({ hard: true });
    }
  });

  it('by another key, changed, or with a broken hash changes nothing', async () => {
    const changed = old(KEY_REVOCATION, vendor);
    changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
    const weak = old(KEY_REVOCATION, vendor, { hash: 'md5', id: 1 });
    for (const one of [old(KEY_REVOCATION, stranger), changed, weak]) {
      const { facts } = await pinned(Buffer.concat([certificate, one]));
      expect(facts.primary.revoked).toBeNull();
    }
  });

  it('cut off is damaged; another signature of that version is nothing', async () => {
    const whole = old(KEY_REVOCATION, vendor);
    const cut = packet(2, whole.subarray(whole.length - 270, whole.length - 255));
    expect((await pinned(Buffer.concat([certificate, cut]))).facts.primary.revoked).toBeNull();
    const direct = old(0x1f, vendor);
    expect((await pinned(Buffer.concat([certificate, direct]))).facts.passedOver).toEqual([]);
  });
});

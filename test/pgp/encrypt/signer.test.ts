import { enums, type PrivateKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { readSigningKey, unlock } from '../../../src/pgp/encrypt/signer.js';
import { at, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

/** A secret key with one user ID, certified anew; its own subkeys are left out. */
async function secretKey(key: PrivateKey, userID: Buffer, properties: object = {}): Promise<Buffer> {
  const flags = Uint8Array.of(enums.keyFlags.certifyKeys | enums.keyFlags.signData);
  const certification = await sign(
    key,
    { signatureType: enums.signature.certPositive, keyFlags: flags, ...properties },
    { key: key.keyPacket, userID: { write: () => userID } },
    at(-50),
  );
  return Buffer.concat([
    packet(5, key.keyPacket.write()),
    packet(13, userID),
    packet(2, certification.write()),
  ]);
}

const NAME = Buffer.from('Reporter');

describe('a key to sign with', () => {
  it('signs though its user ID is not UTF-8', async () => {
    const key = await make();
    const data = await secretKey(key, Buffer.from('Jürgen', 'latin1'));
    const signing = await readSigningKey(data, NOW);
    expect(signing.facts.userIDs).toEqual(['Jürgen']);
    expect(signing.doubts).toEqual([]);
    const signer = await unlock(signing, undefined, NOW);
    expect(signer.keyID.equals(key.getKeyID())).toBe(true);
  });

  it('is doubted for SHA-1 in what it says of itself, and signs', async () => {
    const key = await make({ curve: 'nistP256' });
    const signing = await readSigningKey(await secretKey(key, NAME, { hashAlgorithm: enums.hash.sha1 }), NOW);
    expect(signing.doubts).toEqual([{ doubt: 'sha-1' }]);
    await unlock(signing, undefined, NOW);
  });

  it('is doubted for RSA of 2047 bits, and signs', async () => {
    const key = await make({ type: 'rsa', rsaBits: 2047, config: { minRSABits: 2047 } });
    const signing = await readSigningKey(key.write(), NOW);
    expect(signing.facts.primary.bits).toBe(2047);
    expect(signing.doubts).toEqual([{ doubt: 'rsa-bits', bits: 2047 }]);
    await unlock(signing, undefined, NOW);
  });
});

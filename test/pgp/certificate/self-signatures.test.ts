import { enums, type PrivateKey, type SignaturePacket } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { at, bytesOf, DAY, make, NOW, sign } from '../../support/certificates.js';

describe('a self-signature', () => {
  /** Ends the key as the only thing that a newer direct-key signature says. */
  async function endedBy(properties: Partial<SignaturePacket>) {
    const key = await make({ curve: 'nistP256' });
    const ending = {
      signatureType: enums.signature.key,
      keyExpirationTime: (30 * DAY) / 1000,
      keyNeverExpires: false,
      ...properties,
    };
    const direct = await sign(key, ending, { key: key.keyPacket }, at(-90));
    (key as PrivateKey & { directSignatures: SignaturePacket[] }).directSignatures.push(direct);
    return (await readPinned(bytesOf(key), key.getFingerprint(), NOW)).facts.primary.expires;
  }

  it('with a broken hash or a critical notation does not count, and is no damage', async () => {
    const notation = {
      name: 'odd@example.com',
      value: new Uint8Array(),
      humanReadable: true,
      critical: true,
    };
    expect(await endedBy({ hashAlgorithm: enums.hash.md5 })).toBeNull();
    expect(await endedBy({ rawNotations: [notation] })).toBeNull();
  });

  it('with SHA-1, or a notation that nobody needs to know, counts', async () => {
    const notation = {
      name: 'odd@example.com',
      value: new Uint8Array(),
      humanReadable: true,
      critical: false,
    };
    for (const properties of [{ hashAlgorithm: enums.hash.sha1 }, { rawNotations: [notation] }])
      expect(await endedBy(properties)).toBe(at(-70).toISOString());
  });
});

describe('what is signed by the key itself, and OpenPGP.js refuses', () => {
  const name = 'unknown@example.com';
  const notation = { name, value: Buffer.from('1'), humanReadable: true, critical: true };

  const revoker = {
    revocationKeyClass: 0x80,
    revocationKeyAlgorithm: 1,
    revocationKeyFingerprint: new Uint8Array(20),
  };

  it.each<[string, object, string | null]>([
    ['a critical notation: no fact, and no damage', { rawNotations: [notation] }, null],
    ['a designated revoker (#1113): a fact', revoker, at(100).toISOString()],
  ])('with %s', async (_name, properties, expires) => {
    const key = await make();
    const expiring = { ...properties, keyNeverExpires: false, keyExpirationTime: (200 * DAY) / 1000 };
    const data = { userID: key.users[0]?.userID, key: key.keyPacket };
    const type = enums.signature.certPositive;
    const mixed = key.toPublic();
    const signature = await sign(key, { signatureType: type, ...expiring }, data, at(-1));
    mixed.users[0]?.selfCertifications.push(signature);
    const { facts } = await readPinned(mixed.write(), key.getFingerprint(), NOW);
    expect(facts.primary.expires).toBe(expires);
  });
});

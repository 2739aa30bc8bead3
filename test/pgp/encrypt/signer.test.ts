import { decrypt, enums, type PrivateKey, readMessage } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { encryptionFacts } from '../../../src/pgp/encrypt/encryption-target.js';
import { encryptStream } from '../../../src/pgp/encrypt/index.js';
import { readSigningKey, unlock } from '../../../src/pgp/encrypt/signer.js';
import { pieces } from '../../support/bytes.js';
import { at, make, NOW, read, sign } from '../../support/certificates.js';
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
    expect(signer.keyPacket.getKeyID().equals(key.getKeyID())).toBe(true);
  });

  it('is doubted for SHA-1 in what it says of itself, and signs', async () => {
    const key = await make({ curve: 'nistP256' });
    const signing = await readSigningKey(await secretKey(key, NAME, { hashAlgorithm: enums.hash.sha1 }), NOW);
    expect(signing.doubts).toEqual([{ doubt: 'sha-1' }]);
    await unlock(signing, undefined, NOW);
  });

  it('signs where its direct-key signature alone says that it may; not where nothing says so', async () => {
    const key = await make({ subkeys: [] });
    const flags = Uint8Array.of(enums.keyFlags.certifyKeys | enums.keyFlags.signData);
    const direct = await sign(
      key,
      { signatureType: enums.signature.key, keyFlags: flags },
      { key: key.keyPacket },
      at(-60),
    );
    const silent = await secretKey(key, NAME, { keyFlags: null });
    await expect(readSigningKey(silent, NOW)).rejects.toMatchObject({ code: 'KEY_CANNOT_SIGN' });
    const primary = packet(5, key.keyPacket.write());
    const data = Buffer.concat([primary, packet(2, direct.write()), silent.subarray(primary.length)]);
    const signer = await unlock(await readSigningKey(data, NOW), undefined, NOW);
    const recipient = await make({ type: 'rsa', rsaBits: 2048 });
    const certificate = await read(recipient);
    const subkey = certificate.facts.subkeys[0] as (typeof certificate.facts.subkeys)[0];
    const parts: Uint8Array[] = [];
    const request = { recipients: [{ ...encryptionFacts(certificate), key: subkey }], armor: false, signer };
    await encryptStream(request, pieces(NAME), async (part) => {
      parts.push(Uint8Array.from(part));
    });
    const { signatures } = await decrypt({
      message: await readMessage({ binaryMessage: Buffer.concat(parts) }),
      decryptionKeys: recipient,
    });
    expect(signatures.map(({ keyID }) => keyID.toHex())).toEqual([key.getKeyID().toHex()]);
  });

  it('is doubted for RSA of 2047 bits, and signs', async () => {
    const key = await make({ type: 'rsa', rsaBits: 2047, config: { minRSABits: 2047 } });
    const signing = await readSigningKey(key.write(), NOW);
    expect(signing.facts.primary.bits).toBe(2047);
    expect(signing.doubts).toEqual([{ doubt: 'rsa-bits', bits: 2047 }]);
    await unlock(signing, undefined, NOW);
  });
});

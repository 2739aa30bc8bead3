import {
  enums,
  type KeyOptions,
  type PrivateKey,
  readKey,
  reformatKey,
  revokeKey,
  type SignaturePacket,
} from 'openpgp';
import { describe, expect, it } from 'vitest';
import { readCertificate, readPinned, readWhole } from '../../../src/pgp/certificate/index.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { at, bytesOf, DAY, make, me, NOW, read, sign } from '../../support/certificates.js';

describe('what is not signed by the key itself', () => {
  it('is no fact: a stranger’s user ID, a subkey bound by nobody, a certification by another', async () => {
    const key = await make();
    const other = await make({ userIDs: [{ name: 'Forged' }] });
    const mixed = key.toPublic();
    mixed.users.push(...other.toPublic().users);
    mixed.subkeys.push(...other.toPublic().subkeys);
    const { facts, key: kept } = await readCertificate(mixed.write(), NOW);
    expect(facts.userIDs).toEqual(['Example <security@example.com>']);
    expect(facts.subkeys.map(({ fingerprint }) => fingerprint)).toEqual([
      key.subkeys[0]?.getFingerprint().toUpperCase(),
    ]);
    expect(Buffer.from(kept.write()).equals(bytesOf(key))).toBe(true);
  });

  it('does not make a bundle’s certificate damaged: the pin first, then what was passed over by name', async () => {
    const key = await make();
    const other = await make();
    const mixed = key.toPublic();
    mixed.subkeys.push(...other.toPublic().subkeys);
    const pinned = (pin: string) => readPinned(mixed.write(), pin, NOW);
    await expect(pinned(other.getFingerprint())).rejects.toMatchObject({ code: 'PRIMARY_KEY_BAD' });
    const { facts } = await pinned(key.getFingerprint());
    const on = other.subkeys[0]?.getFingerprint().toUpperCase();
    expect(facts.passedOver).toEqual([{ what: 'subkey', why: 'unsigned', on, kind: null, count: 1 }]);
    expect(facts.subkeys).toHaveLength(1);
    await expect(readWhole(mixed.write(), key.getFingerprint(), NOW)).rejects.toMatchObject({
      code: 'BAD_DATA',
      facts: { reason: 'certificate-damaged' },
    });
  });

  it('is no fact for a signature of the wrong type or on the wrong thing', async () => {
    const key = await make();
    const broken = key.toPublic();
    const binding = broken.subkeys[0]?.bindingSignatures[0] as SignaturePacket;
    broken.users[0]?.selfCertifications.push(binding);
    const { facts } = await readPinned(broken.write(), key.getFingerprint(), NOW);
    expect(facts.userIDs).toHaveLength(1);
    expect(facts.passedOver).toMatchObject([
      { what: 'signature', why: 'not-verified', on: facts.userIDs[0] },
    ]);
  });
});

describe('dates', () => {
  it('a self-signature from the future does not count: the expiry before it stays', async () => {
    const key = await make({ keyExpirationTime: (50 * DAY) / 1000 });
    const renewed = await reformatKey({ privateKey: key, userIDs: [me], date: at(10), format: 'object' });
    const mixed = key.toPublic();
    mixed.users[0]?.selfCertifications.push(...(renewed.publicKey.users[0]?.selfCertifications ?? []));
    const { facts } = await readCertificate(mixed.write(), NOW);
    expect(facts.primary.expires).toBe(at(-50).toISOString());
    expect(chooseEncryptionKey(facts, NOW).status).toBe('expired');
    expect(chooseEncryptionKey((await readCertificate(mixed.write(), at(11))).facts, at(11)).status).toBe(
      'expired',
    );
  });

  it('a key made in the future is nothing to encrypt to', async () => {
    const { facts } = await read(await make({ date: at(-1) }));
    expect(chooseEncryptionKey(facts, at(-2)).status).toBe('no-encryption-key');
    await expect(readCertificate(bytesOf(await make({ date: at(5) })), NOW)).rejects.toMatchObject({
      code: 'BAD_DATA',
    });
  });

  it('the newest self-signature rules, whatever the order in the file', async () => {
    const key = await make({ keyExpirationTime: (50 * DAY) / 1000 });
    const renewed = await reformatKey({ privateKey: key, userIDs: [me], date: at(-1), format: 'object' });
    const [older, newer] = [
      key.toPublic().users[0]?.selfCertifications ?? [],
      renewed.publicKey.users[0]?.selfCertifications ?? [],
    ];
    for (const order of [
      [...older, ...newer],
      [...newer, ...older],
    ]) {
      const mixed = await readKey({ binaryKey: bytesOf(key) });
      if (mixed.users[0]) mixed.users[0].selfCertifications = order;
      expect((await readCertificate(mixed.write(), NOW)).facts.primary.expires).toBeNull();
    }
  });

  it('a subkey that outlives its primary key ends with it', async () => {
    const key = await make({
      keyExpirationTime: (150 * DAY) / 1000,
      subkeys: [{ keyExpirationTime: (400 * DAY) / 1000 }],
    });
    const { facts } = await read(key);
    expect(chooseEncryptionKey(facts, NOW).status).toBe('usable');
    expect(chooseEncryptionKey(facts, at(60))).toMatchObject({
      status: 'expired',
      expired: at(50).toISOString(),
    });
  });
});

describe('revocations', () => {
  it.each([
    ['soft', { flag: enums.reasonForRevocation.keySuperseded, string: 'moved' }, false, 'superseded: moved'],
    ['hard', { flag: enums.reasonForRevocation.keyCompromised, string: '' }, true, 'compromised'],
    ['without a reason', { flag: enums.reasonForRevocation.noReason, string: '' }, true, null],
  ])('of the key, %s', async (_name, reasonForRevocation, hard, reason) => {
    const { publicKey } = await revokeKey({ key: await make(), reasonForRevocation, format: 'object' });
    const { facts } = await readCertificate(publicKey.write(), new Date());
    expect(facts.primary.revoked).toMatchObject({ hard, reason });
    expect(chooseEncryptionKey(facts, new Date()).status).toBe('revoked');
  });

  it('soft and dated in the future does not count yet; hard counts whatever its date', async () => {
    const soft = { flag: enums.reasonForRevocation.keyRetired, string: '' };
    const hard = { flag: enums.reasonForRevocation.keyCompromised, string: '' };
    const later = async (reasonForRevocation: typeof soft) => {
      const { publicKey } = await revokeKey({
        key: await make(),
        reasonForRevocation,
        date: at(20),
        format: 'object',
      });
      return chooseEncryptionKey((await readCertificate(publicKey.write(), NOW)).facts, NOW).status;
    };
    expect(await later(soft)).toBe('usable');
    expect(await later(hard)).toBe('revoked');
  });

  it('of several soft ones, the first counts: what was signed after it was signed by a revoked key', async () => {
    const key = await make();
    const soft = { flag: enums.reasonForRevocation.keyRetired, string: '' };
    const twice = key.toPublic();
    for (const days of [-10, -20, -5]) {
      const one = await revokeKey({ key, reasonForRevocation: soft, date: at(days), format: 'object' });
      twice.revocationSignatures.push(...one.publicKey.revocationSignatures);
    }
    expect((await read(twice)).facts.primary.revoked?.date).toBe(at(-20).toISOString());
  });

  it('by another key is nothing', async () => {
    const key = await make();
    const { publicKey } = await revokeKey({ key: await make(), format: 'object' });
    const mixed = key.toPublic();
    mixed.revocationSignatures.push(...publicKey.revocationSignatures);
    expect(chooseEncryptionKey((await readCertificate(mixed.write(), NOW)).facts, NOW).status).toBe('usable');
  });

  it('of the only encryption subkey, or of one of two', async () => {
    const key = await make({ subkeys: [{}, {}] });
    const revoke = async (index: number) => {
      const subkey = key.subkeys[index];
      if (subkey) key.subkeys[index] = await subkey.revoke(key.keyPacket as never);
    };
    await revoke(0);
    expect(chooseEncryptionKey((await read(key)).facts, new Date())).toMatchObject({
      status: 'usable',
      key: { fingerprint: key.subkeys[1]?.getFingerprint().toUpperCase() },
    });
    await revoke(1);
    expect(chooseEncryptionKey((await read(key)).facts, new Date()).status).toBe('revoked');
  });
});

describe('kinds of certificates', () => {
  it.each<[string, Partial<KeyOptions>, object]>([
    ['v4 RSA', { type: 'rsa', rsaBits: 2048 }, { version: 4, algorithm: 'RSA', bits: 2048 }],
    ['v4 Curve25519', { type: 'ecc' }, { version: 4, algorithm: 'EdDSA', curve: 'ed25519Legacy' }],
    ['v4 NIST P-256', { type: 'ecc', curve: 'nistP256' }, { version: 4, algorithm: 'ECDSA' }],
    [
      'v6',
      { type: 'curve25519', config: { v6Keys: true } },
      { version: 6, algorithm: 'Ed25519', fingerprint: expect.stringMatching(/^[0-9A-F]{64}$/) },
    ],
  ])('%s', async (_name, options, primary) => {
    const key = await make(options);
    const { facts } = await readPinned(bytesOf(key), key.getFingerprint(), NOW);
    expect(facts.primary).toMatchObject(primary);
    expect(chooseEncryptionKey(facts, NOW)).toMatchObject({ status: 'usable', key: { canEncrypt: true } });
  });

  it('RSA of 1024 bits is refused', async () => {
    const key = await make({ type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } });
    expect(chooseEncryptionKey((await read(key)).facts, NOW)).toMatchObject({ status: 'no-encryption-key' });
  });

  it('a version 4 key whose only user ID was revoked is refused, and not called damaged', async () => {
    const key = await make();
    const user = key.users[0];
    if (user) key.users[0] = await user.revoke(key.keyPacket as never, {}, at(-1));
    const { facts } = await readPinned(bytesOf(key), key.getFingerprint(), NOW);
    expect(facts.userIDs).toEqual([]);
    expect(chooseEncryptionKey(facts, NOW).status).toBe('no-encryption-key');
  });

  it('a direct-key signature of a version 4 key can end it earlier than its user ID says', async () => {
    const key = await make();
    const properties = {
      signatureType: enums.signature.key,
      keyExpirationTime: (30 * DAY) / 1000,
      keyNeverExpires: false,
    };
    const direct = await sign(key, properties, { key: key.keyPacket }, at(-90));
    (key as PrivateKey & { directSignatures: SignaturePacket[] }).directSignatures.push(direct);
    const { facts } = await readPinned(bytesOf(key), key.getFingerprint(), NOW);
    expect(facts.primary.expires).toBe(at(-70).toISOString());
  });
});

import { armor, enums, type PrivateKey, revokeKey, type SignaturePacket } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, readPinned } from '../../../src/pgp/certificate/index.js';
import { merge, readCopy } from '../../../src/pgp/certificate/newer-copy.js';
import { readSigningKey } from '../../../src/pgp/encrypt/signer.js';
import { cutPackets, type Frame, writePacket } from '../../../src/pgp/format/key-packet-frames.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { at, bytesOf, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let vendor: PrivateKey;
let stranger: PrivateKey;
/** The packets of both and of their revocations. */
let certificate: Buffer;
let foreign: Buffer;
let revocation: Buffer;

const revocationBy = async (key: PrivateKey) => {
  const reasonForRevocation = { flag: enums.reasonForRevocation.keyCompromised, string: '' };
  const { publicKey } = await revokeKey({ key, reasonForRevocation, format: 'object' });
  return publicKey.revocationSignatures[0] as SignaturePacket;
};

beforeAll(async () => {
  [vendor, stranger] = await Promise.all([make({ subkeys: [{}, {}] }), make()]);
  [certificate, foreign] = [Buffer.from(bytesOf(vendor)), Buffer.from(bytesOf(stranger))];
  revocation = packet(2, (await revocationBy(vendor)).write());
});

const later = new Date(NOW.getTime() + 60_000);
const pinned = (data: Uint8Array) => readPinned(data, vendor.getFingerprint(), later);
const block = (data: Buffer, label = enums.armor.publicKey) => armor(label, data);
const text = (...blocks: string[]) => Buffer.from(blocks.join('\nthe revocation:\n\n'));

/** Files that hold the certificate and its revocation. */
const files: [string, () => Buffer][] = [
  ['two blocks', () => text(block(certificate), block(revocation))],
  ['two blocks, the revocation first', () => text(block(revocation), block(certificate))],
  [
    'a block that is labelled as a signature',
    () => text(block(certificate), block(revocation, enums.armor.signature)),
  ],
  ['binary, the revocation first', () => Buffer.concat([revocation, certificate])],
  ['binary, the revocation last', () => Buffer.concat([certificate, revocation])],
  ['behind the certificate of another', () => Buffer.concat([certificate, foreign, revocation])],
  [
    'alone, and the certificate behind that of another',
    () => Buffer.concat([revocation, foreign, certificate]),
  ],
  [
    'in its place, and once more',
    () => {
      const [key] = cutPackets(certificate);
      const primary = writePacket(key as Frame);
      return Buffer.concat([primary, revocation, certificate, revocation]);
    },
  ],
];

describe('a revocation beside the certificate', () => {
  it.each(files)('revokes it: %s', async (_name, file) => {
    const { facts, components } = await pinned(file());
    expect(facts.primary.revoked).toMatchObject({ hard: true });
    expect(facts.passedOver).toEqual([]);
    expect(components.primary.revocations).toHaveLength(1);
    expect(chooseEncryptionKey(facts, later).status).toBe('revoked');
  });

  it.each(files)('is taken over by an update: %s', async (_name, file) => {
    const known = await pinned(certificate);
    expect(known.facts.primary.revoked).toBeNull();
    const merged = merge(known.components, await readCopy(file(), known.components));
    expect(certificateOf(merged, later).facts.primary.revoked).toMatchObject({ hard: true });
  });

  it('by itself, labelled as a signature, is taken over too', async () => {
    const known = await pinned(certificate);
    const copy = await readCopy(text(block(revocation, enums.armor.signature)), known.components);
    expect(copy.primary.revocations).toHaveLength(1);
  });

  it('of another key changes nothing; one that names this key and does not verify is named', async () => {
    const other = packet(2, (await revocationBy(stranger)).write());
    const forged = Buffer.from(revocation);
    forged.writeUInt8((forged.at(-1) ?? 0) ^ 1, forged.length - 1);
    const first = await pinned(Buffer.concat([certificate, foreign, other]));
    expect(first.facts).toMatchObject({ primary: { revoked: null }, passedOver: [] });
    const second = await pinned(Buffer.concat([forged, certificate]));
    expect(second.facts).toMatchObject({
      primary: { revoked: null },
      passedOver: [{ what: 'signature', why: 'not-verified', count: 1 }],
    });
  });

  it('of a secret key keeps it from signing', async () => {
    const secret = armor(enums.armor.privateKey, vendor.write());
    await expect(readSigningKey(text(secret), later)).resolves.toBeDefined();
    for (const data of [text(secret, block(revocation)), text(block(revocation), secret)]) {
      await expect(readSigningKey(data, later)).rejects.toMatchObject({
        facts: { why: { obstacle: 'revoked' } },
      });
    }
  });
});

describe('a revocation behind a packet that is not used', () => {
  const attribute = packet(17, Buffer.from([2, 1, 0]));
  const behind: [string, Buffer, object[]][] = [
    ['a user attribute', attribute, []],
    ['a packet of a type that is not known', packet(60, Buffer.of(1)), [{ what: 'packet', kind: 'type 60' }]],
    ['trust, as in a keyring', packet(12, Buffer.of(3, 0)), []],
    ['a subkey of a version that is not known', packet(14, Buffer.from([9, 0, 0])), [{ what: 'subkey' }]],
  ];

  it.each(behind)('revokes the key: %s', async (_name, unused, passedOver) => {
    const { facts } = await pinned(Buffer.concat([certificate, unused, revocation]));
    expect(facts.primary.revoked).toMatchObject({ hard: true });
    expect(facts.passedOver).toMatchObject(passedOver);
    const known = await pinned(certificate);
    const copy = await readCopy(Buffer.concat([certificate, unused, revocation]), known.components);
    expect(copy.primary.revocations).toHaveLength(1);
  });

  it('of a subkey counts behind a user attribute; what revokes the attribute itself says nothing of others', async () => {
    const [subkey] = vendor.toPublic().subkeys;
    const { subkeyRevocation, certRevocation } = enums.signature;
    const data = { key: vendor.keyPacket, bind: subkey?.keyPacket };
    const gone = packet(2, (await sign(vendor, { signatureType: subkeyRevocation }, data, at(-1))).write());
    const its = { key: vendor.keyPacket, userID: vendor.users[0]?.userID };
    const user = packet(2, (await sign(vendor, { signatureType: certRevocation }, its, at(-1))).write());
    const { facts } = await pinned(Buffer.concat([certificate, attribute, user, gone]));
    expect(facts.subkeys.map(({ revoked }) => revoked !== null)).toEqual([true, false]);
    expect(facts).toMatchObject({ passedOver: [], userIDs: [{}], primary: { revoked: null } });
  });

  it('behind trust, a signature stands where it stood', async () => {
    const [key, ...others] = cutPackets(certificate).map(writePacket);
    const trust = packet(12, Buffer.of(3, 0));
    const { facts } = await pinned(Buffer.concat([key as Buffer, ...others.flatMap((one) => [trust, one])]));
    expect(facts).toEqual((await pinned(certificate)).facts);
  });
});

describe('a revocation of a part of the certificate', () => {
  it('counts for the subkey that it verifies for, wherever it stands', async () => {
    const [subkey] = vendor.toPublic().subkeys;
    const data = { key: vendor.keyPacket, bind: subkey?.keyPacket };
    const gone = await sign(vendor, { signatureType: enums.signature.subkeyRevocation }, data, at(-1));
    const { facts } = await pinned(Buffer.concat([certificate, packet(2, gone.write())]));
    expect(facts.passedOver).toEqual([]);
    expect(facts.subkeys.map(({ revoked }) => revoked !== null)).toEqual([true, false]);
  });

  it('by itself, is taken over for the one subkey or user ID that it verifies for, however it is written', async () => {
    const known = await pinned(certificate);
    const [, subkey] = vendor.toPublic().subkeys;
    const [user] = vendor.users;
    const { subkeyRevocation, certRevocation } = enums.signature;
    const signed = async (signatureType: enums.signature, part: object, key = vendor) =>
      packet(2, (await sign(key, { signatureType }, { key: vendor.keyPacket, ...part }, at(-1))).write());
    const ofSubkey = await signed(subkeyRevocation, { bind: subkey?.keyPacket });
    for (const file of [ofSubkey, text(block(ofSubkey)), text(block(ofSubkey, enums.armor.signature))]) {
      const copy = await readCopy(file, known.components);
      expect(copy).toMatchObject({ users: [], passedOver: [] });
      const { facts } = certificateOf(merge(known.components, copy), later);
      expect(facts.subkeys.map(({ revoked }) => revoked !== null)).toEqual([false, true]);
      expect(facts).toMatchObject({ primary: { revoked: null }, userIDs: known.facts.userIDs });
    }
    const ofUser = await readCopy(await signed(certRevocation, { userID: user?.userID }), known.components);
    expect(certificateOf(merge(known.components, ofUser), later).facts.userIDs).toEqual([]);
    const both = Buffer.concat([ofSubkey, revocation]);
    expect(certificateOf(await readCopy(both, known.components), later).facts.primary.revoked).not.toBeNull();
  });

  it('by itself, of a subkey that is not known or by another key, is refused', async () => {
    const known = await pinned(certificate);
    const [own] = vendor.toPublic().subkeys;
    const [strange] = stranger.toPublic().subkeys;
    const properties = { signatureType: enums.signature.subkeyRevocation };
    const cases = [
      await sign(vendor, properties, { key: vendor.keyPacket, bind: strange?.keyPacket }, at(-1)),
      await sign(stranger, properties, { key: vendor.keyPacket, bind: own?.keyPacket }, at(-1)),
      await sign(stranger, properties, { key: stranger.keyPacket, bind: strange?.keyPacket }, at(-1)),
    ];
    for (const signature of cases) {
      await expect(readCopy(packet(2, signature.write()), known.components)).rejects.toMatchObject({
        code: 'PRIMARY_KEY_BAD',
        facts: { reason: 'revocation-foreign' },
      });
    }
  });

  it('counts for the user ID that it verifies for', async () => {
    const userID = vendor.users[0]?.userID;
    const data = { key: vendor.keyPacket, userID };
    const gone = await sign(vendor, { signatureType: enums.signature.certRevocation }, data, at(-1));
    const { facts } = await pinned(Buffer.concat([certificate, packet(2, gone.write())]));
    expect(facts).toMatchObject({ passedOver: [], userIDs: [], primary: { revoked: null } });
  });
});

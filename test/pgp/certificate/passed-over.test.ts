import { enums, type SignaturePacket } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { packetsOf } from '../../../src/pgp/certificate/verified-components.js';
import { cutPackets } from '../../../src/pgp/format/key-packet-frames.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { at, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let key: Awaited<ReturnType<typeof make>>;
let other: typeof key;
/** The certificate, packet by packet: key, user ID, its signature, subkey, its binding. */
let parts: Buffer[];

const signature = (one: SignaturePacket) => packet(2, one.write());

beforeAll(async () => {
  [key, other] = await Promise.all([make({ curve: 'nistP256' }), make()]);
  const [user] = key.users;
  const [subkey] = key.subkeys;
  parts = [
    packet(6, key.toPublic().keyPacket.write()),
    packet(13, Buffer.from(user?.userID?.userID ?? '')),
    signature(user?.selfCertifications[0] as SignaturePacket),
    packet(14, key.toPublic().subkeys[0]?.keyPacket.write() ?? Buffer.of()),
    signature(subkey?.bindingSignatures[0] as SignaturePacket),
  ];
});

const pinned = (bytes: Uint8Array) => readPinned(bytes, key.getFingerprint(), NOW);

/** What is left of the certificate with packets added behind the packet at `index`. */
async function withAdded(index: number, ...added: Buffer[]) {
  const { facts, components } = await pinned(Buffer.concat(parts.toSpliced(index + 1, 0, ...added)));
  return { facts, kept: cutPackets(packetsOf(components).write()) };
}

describe('what anybody can add to a certificate is passed over, and named', () => {
  const [user, subkey] = [2, 4];
  /** The body of the key's own signature over its user ID, changed. */
  function changed(at: number, value: number): Buffer {
    const body = Buffer.from(key.users[0]?.selfCertifications[0]?.write() ?? []);
    body[at < 0 ? body.length + at : at] = value;
    return packet(2, body);
  }

  it.each<[string, number, () => Buffer[], object[]]>([
    [
      'a signature of an algorithm that is not known, by another',
      user,
      () => [packet(2, Buffer.from('04106308000605025f5e100000000000000101', 'hex'))],
      [],
    ],
    ['a signature of version 3', user, () => [packet(2, Buffer.from('0305101234', 'hex'))], []],
    [
      'a signature that cannot be read',
      user,
      () => [packet(2, Buffer.from('041008', 'hex'))],
      [{ what: 'signature', why: 'damaged', count: 1 }],
    ],
    [
      'signatures that name the key and do not verify',
      user,
      () => [changed(-1, 0x55), changed(-2, 0x55)],
      [{ what: 'signature', why: 'not-verified', count: 2 }],
    ],
    [
      'a signature that names the key and stands on the wrong thing',
      subkey,
      () => [parts[2] as Buffer],
      [{ what: 'signature', why: 'not-verified', count: 1 }],
    ],
    [
      'a user ID',
      user,
      () => [packet(13, Buffer.from('Forged'))],
      [{ what: 'user-id', why: 'unsigned', on: 'Forged' }],
    ],
    [
      'a subkey of LibrePGP, version 5',
      subkey,
      () => [packet(14, Buffer.from('055f5e10001200000000', 'hex'))],
      [{ what: 'subkey', why: 'unsupported', kind: 'version 5' }],
    ],
    [
      'a subkey of an algorithm to come',
      subkey,
      () => [packet(14, Buffer.from('045f5e100023ffff', 'hex'))],
      [{ what: 'subkey', why: 'unsupported', kind: 'algorithm 35' }],
    ],
    [
      'a subkey on a curve that is not known',
      subkey,
      () => [packet(14, Buffer.from('045f5e100012032a0304', 'hex'))],
      [{ what: 'subkey', why: 'unsupported', kind: 'curve' }],
    ],
    [
      'a subkey that is damaged',
      subkey,
      () => [packet(14, Buffer.from('045f5e10001603', 'hex'))],
      [{ what: 'subkey', why: 'damaged' }],
    ],
    [
      'a packet of a type that is not known',
      subkey,
      () => [packet(60, Buffer.from('x'))],
      [{ what: 'packet', why: 'unsupported', on: null, kind: 'type 60' }],
    ],
    [
      'a photo, a marker, what GnuPG notes for itself',
      user,
      () => [packet(17, Buffer.from('x')), packet(10, Buffer.from('PGP')), packet(12, Buffer.of(1))],
      [],
    ],
  ])('%s', async (_name, index, added, passedOver) => {
    const { facts, kept } = await withAdded(index, ...added());
    expect(facts.passedOver).toMatchObject(passedOver);
    expect(facts.passedOver).toHaveLength(passedOver.length);
    expect(kept).toEqual(cutPackets(Buffer.concat(parts)));
    expect(chooseEncryptionKey(facts, NOW).status).toBe('usable');
  });

  it('a signature by the key with a broken hash: genuine, and not relied on', async () => {
    const data = { userID: key.users[0]?.userID, key: key.keyPacket };
    const old = await sign(
      key,
      { signatureType: enums.signature.certGeneric, hashAlgorithm: enums.hash.md5 },
      data,
      at(-1),
    );
    const { facts } = await withAdded(2, signature(old));
    expect(facts.passedOver).toMatchObject([{ what: 'signature', why: 'not-counted' }]);
  });
});

describe('what is left of a revoked component is no damage', () => {
  it('a user ID and a subkey, each with its revocation alone', async () => {
    const old = await sign(
      key,
      { signatureType: enums.signature.certRevocation },
      { userID: { write: () => Buffer.from('Old Name') }, key: key.keyPacket },
      at(-1),
    );
    const [second] = other.toPublic().subkeys;
    const gone = await sign(
      key,
      { signatureType: enums.signature.subkeyRevocation },
      { key: key.keyPacket, bind: second?.keyPacket },
      at(-1),
    );
    const subkey = packet(14, second?.keyPacket.write() ?? Buffer.of());
    const added = [packet(13, Buffer.from('Old Name')), signature(old), subkey, signature(gone)];
    const { facts, kept } = await withAdded(4, ...added);
    expect(facts.passedOver).toEqual([]);
    expect(facts.userIDs).toEqual(['Example <security@example.com>']);
    expect(facts.subkeys).toHaveLength(1);
    // they stay in the certificate: another copy may hold what they revoke
    expect(kept).toHaveLength(parts.length + 4);
  });
});

describe('a user ID that is not UTF-8', () => {
  it('verifies as its bytes stand, is read as Latin-1, and is written as it was', async () => {
    const bytes = Buffer.from('Jürgen <security@example.com>', 'latin1');
    const userID = { write: () => bytes };
    const properties = { signatureType: enums.signature.certPositive, keyFlags: Uint8Array.of(3) as never };
    const certification = await sign(key, properties, { userID, key: key.keyPacket }, at(-1));
    const [primary, , , ...rest] = parts;
    const whole = Buffer.concat([primary as Buffer, packet(13, bytes), signature(certification), ...rest]);
    const { facts, components } = await pinned(whole);
    expect(facts.userIDs).toEqual(['Jürgen <security@example.com>']);
    expect(cutPackets(packetsOf(components).write())).toEqual(cutPackets(whole));
  });
});

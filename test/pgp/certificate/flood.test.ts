import { enums, type PrivateKey, SignaturePacket } from 'openpgp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { cutPackets, writePacket } from '../../../src/pgp/format/key-packet-frames.js';
import { at, bytesOf, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let key: PrivateKey;
let stranger: PrivateKey;

beforeAll(async () => {
  [key, stranger] = await Promise.all([make(), make({ userIDs: [{ name: 'Stranger' }] })]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Many signatures of one kind by a stranger, each another. */
async function flood(signatureType: enums.signature, count: number): Promise<Buffer> {
  const userID = { write: () => Buffer.from('Example <security@example.com>') };
  const data = { key: key.keyPacket, userID, bind: key.subkeys[0]?.keyPacket };
  const body = Buffer.from((await sign(stranger, { signatureType }, data, at(-1))).write());
  return Buffer.concat(
    Array.from({ length: count }, (_, i) => {
      const one = Buffer.from(body);
      one.writeUInt16BE(i, one.length - 2);
      return packet(2, one);
    }),
  );
}

/** How many signatures OpenPGP.js was given to read. */
async function readsFor(certificate: Buffer) {
  const read = vi.spyOn(SignaturePacket.prototype as unknown as { read(bytes: Uint8Array): void }, 'read');
  const { facts } = await readPinned(certificate, key.getFingerprint(), NOW);
  return { reads: read.mock.calls.length, facts };
}

describe('a certificate flooded with the signatures of others', () => {
  it('is read without them', async () => {
    const alone = await readsFor(Buffer.from(bytesOf(key)));
    vi.restoreAllMocks();
    const packets = cutPackets(bytesOf(key)).map(writePacket);
    // behind the key, its user ID and its own signature
    const certifications = await flood(enums.signature.certGeneric, 10_000);
    expect(await readsFor(Buffer.concat(packets.toSpliced(3, 0, certifications)))).toEqual(alone);
  });

  it('with signatures that no stranger has to make there, tries some of them and no more', async () => {
    const revocations = await flood(enums.signature.subkeyRevocation, 2000);
    const { reads, facts } = await readsFor(Buffer.concat([bytesOf(key), revocations]));
    expect(reads).toBeLessThan(300);
    expect(facts.subkeys).toMatchObject([{ revoked: null }]);
  });
});

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decrypt, type KeyOptions, type PrivateKey, readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type EncryptionTarget, encryptionFacts } from '../../../src/pgp/encrypt/encryption-target.js';
import { encryptStream } from '../../../src/pgp/encrypt/index.js';
import { readSigningKey, type Signer, unlock } from '../../../src/pgp/encrypt/signer.js';
import { randomPieces } from '../../support/bytes.js';
import { make, NOW, read } from '../../support/certificates.js';
import { openMessage } from '../../support/decrypt.js';

const MIB = 1 << 20;
const DATA = createHash('shake256', { outputLength: 3 * MIB })
  .update('data')
  .digest();

let key: PrivateKey;
let recipients: EncryptionTarget[];
beforeAll(async () => {
  key = await make();
  const facts = encryptionFacts(await read(key));
  const [chosen] = facts.facts.subkeys;
  if (!chosen) throw new Error('no subkey');
  recipients = [{ ...facts, key: chosen }];
});

async function signerOf(own: PrivateKey): Promise<Signer> {
  return unlock(await readSigningKey(own.write(), NOW), undefined, NOW);
}

async function signed(signer: Signer, data: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  const request = { recipients, armor: false, signer };
  await encryptStream(request, randomPieces(data), async (chunk) => void parts.push(Buffer.from(chunk)));
  return Buffer.concat(parts);
}

describe.each<[string, Partial<KeyOptions>]>([
  ['Ed25519, v4', {}],
  ['P-256', { curve: 'nistP256' }],
  ['RSA 2048', { type: 'rsa', rsaBits: 2048 }],
  ['Ed25519, v6', { type: 'curve25519', config: { v6Keys: true } }],
  ['Ed448, v6', { type: 'curve448', config: { v6Keys: true } }],
])('a signature with %s', (_name, options) => {
  let own: PrivateKey;
  beforeAll(async () => {
    own = await make(options);
  });

  it('verifies over data of any length, kept or gone by', async () => {
    const signer = await signerOf(own);
    for (const size of [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB]) {
      const data = DATA.subarray(0, size);
      const opened = await openMessage(await signed(signer, data), key, [own.toPublic()]);
      expect({ size, same: opened.data.equals(data), signedBy: opened.signedBy }).toEqual({
        size,
        same: true,
        signedBy: [own.getKeyID().toHex().toUpperCase()],
      });
    }
  });

  it('is by this key alone, and announced before the data', async () => {
    const message = await signed(await signerOf(own), DATA.subarray(0, 100));
    const parsed = await readMessage({ binaryMessage: new Uint8Array(message) });
    const inside = await parsed.decrypt([key]);
    // the signature packet is read when the data has been
    expect([...inside.packets].map((packet) => packet.constructor.name).slice(0, 2)).toEqual([
      'OnePassSignaturePacket',
      'LiteralDataPacket',
    ]);
    expect(inside.packets[0]).toMatchObject({ version: own.keyPacket.version === 6 ? 6 : 3, flags: 1 });
    const stranger = await make(options);
    const again = await readMessage({ binaryMessage: new Uint8Array(message) });
    const { signatures } = await decrypt({
      message: again,
      decryptionKeys: key,
      verificationKeys: stranger.toPublic(),
      format: 'binary',
    });
    await expect(signatures[0]?.verified).rejects.toThrow();
  });
});

it('a reader that stalls: nothing more is read meanwhile, and nothing is lost', async () => {
  const own = await make();
  let pulled = 0;
  const source = (async function* () {
    for (let i = 0; i < 32; i++) {
      pulled += MIB;
      yield DATA.subarray(0, MIB);
    }
  })();
  let release: () => void = () => undefined;
  const stall = new Promise<void>((resolve) => {
    release = resolve;
  });
  const parts: Buffer[] = [];
  const request = { recipients, armor: true, signer: await signerOf(own) };
  const work = encryptStream(request, source, async (chunk) => {
    parts.push(Buffer.from(chunk));
    if (parts.length > 2) await stall;
  });
  let whileStalled: number;
  do {
    whileStalled = pulled;
    await sleep(300);
  } while (pulled !== whileStalled);
  expect(whileStalled).toBeLessThanOrEqual(8 * MIB);
  release();
  expect((await work).bytesIn).toBe(32 * MIB);
  const opened = await openMessage(Buffer.concat(parts), key, [own.toPublic()]);
  expect(opened.data.length).toBe(32 * MIB);
  expect(opened.signedBy).toHaveLength(1);
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { generateKey, type KeyOptions, type PrivateKey, readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src/pgp/certificate/index.js';
import { type EncryptionTarget, encryptionFacts } from '../../../src/pgp/encrypt/encryption-target.js';
import { type EncryptRequest, encryptStream } from '../../../src/pgp/encrypt/index.js';
import { readSigningKey, unlock } from '../../../src/pgp/encrypt/signer.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder } from '../../support/run.js';
import { requireTool } from '../../support/tools.js';

const DAY = 86_400_000;
const NOW = new Date();

async function make(options: Partial<KeyOptions> = {}): Promise<PrivateKey> {
  const userIDs = [{ name: 'Example', email: 'security@example.com' }];
  const date = new Date(NOW.getTime() - DAY); // NOW may be some seconds old
  return (await generateKey({ type: 'ecc', userIDs, date, ...options, format: 'object' })).privateKey;
}

async function recipient(key: PrivateKey): Promise<EncryptionTarget> {
  const certificate = await readCertificate(key.toPublic().write(), NOW);
  const usability = chooseEncryptionKey(certificate.facts, NOW);
  if (!('key' in usability)) throw new Error(usability.status);
  return { ...encryptionFacts(certificate), key: usability.key };
}

/** Encrypts what comes in these pieces. */
async function encryptPieces(request: EncryptRequest, pieces: readonly Uint8Array[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  const source = (async function* () {
    yield* pieces;
  })();
  const counts = await encryptStream(request, source, async (chunk) => void parts.push(Buffer.from(chunk)));
  const message = Buffer.concat(parts);
  expect(counts).toEqual({ bytesIn: Buffer.concat(pieces).length, bytesOut: message.length });
  return message;
}

/** Random pieces, some of them empty, some larger than a chunk. */
const pieces = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.integer({ min: 0, max: 200_000 }).map((size) => Buffer.alloc(size, size % 251)),
  ),
  { maxLength: 6 },
);

let v4: PrivateKey;
let v6: PrivateKey;
let aead: PrivateKey;
let own: PrivateKey;
beforeAll(async () => {
  v4 = await make();
  v6 = await make({ type: 'curve25519', config: { v6Keys: true } });
  aead = await make({ type: 'curve25519', config: { v6Keys: true, aeadProtect: true } });
  own = await make();
});

describe('decrypt(encrypt(x)) = x', () => {
  it.each([
    ['v4', () => v4, false],
    ['v4, signed', () => v4, true],
    ['v6', () => v6, false],
    ['v6, signed', () => v6, true],
    ['version 2 of the packet', () => aead, false],
    ['version 2 of the packet, signed', () => aead, true],
  ] as const)('by OpenPGP.js, for random bytes in random pieces: %s', async (name, keyOf, signed) => {
    const key = keyOf();
    const recipients = [await recipient(key)];
    const signer = signed
      ? await unlock(await readSigningKey(own.write(), new Date()), undefined, new Date())
      : undefined;
    const property = fc.asyncProperty(pieces, fc.boolean(), fc.boolean(), async (list, armor, promised) => {
      const whole = Buffer.concat(list);
      const size = promised && whole.length > 0 ? whole.length : undefined;
      const message = await encryptPieces({ recipients, armor, signer, size }, list);
      const opened = await openMessage(message, key, [own.toPublic()]);
      expect(opened.data.equals(whole)).toBe(true);
      expect(opened.signedBy).toHaveLength(signed ? 1 : 0);
      // a checksum stands under version 1 of the packet, and must not under version 2 (RFC 9580 section 6.1)
      if (armor)
        expect(/\n=[\w+/]{4}\n-----END/.test(message.toString())).toBe(!name.startsWith('version 2'));
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it.skipIf(!requireTool('gpg'))('by gpg', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'home'), { mode: 0o700 });
    const gpg = ['--homedir', join(folder, 'home'), '--batch', '--quiet'];
    spawnSync('gpg', [...gpg, '--import'], { input: v4.armor() });
    const recipients = [await recipient(v4)];
    const property = fc.asyncProperty(pieces, fc.boolean(), async (list, armor) => {
      const message = await encryptPieces({ recipients, armor }, list);
      writeFileSync(join(folder, 'message'), message);
      const options = ['--yes', '--output', join(folder, 'out'), '--decrypt', join(folder, 'message')];
      expect(spawnSync('gpg', [...gpg, ...options]).status).toBe(0);
      expect(readFileSync(join(folder, 'out')).equals(Buffer.concat(list))).toBe(true);
    });
    await fc.assert(property, { numRuns: 5 });
    spawnSync('gpgconf', ['--homedir', join(folder, 'home'), '--kill', 'all']);
  });
});

describe('the recipient', () => {
  it('is the key that the policy chose, not the one that OpenPGP.js would take', async () => {
    const first = { date: new Date(NOW.getTime() - 100 * DAY) };
    const key = await make(first);
    // an expired newer subkey, and one from the future
    const expired = { date: new Date(NOW.getTime() - 50 * DAY), keyExpirationTime: (10 * DAY) / 1000 };
    const mixed = await (await key.addSubkey({ type: 'ecc', ...expired })).addSubkey({
      type: 'ecc',
      date: new Date(NOW.getTime() + 100 * DAY),
    });
    const message = await encryptPieces({ recipients: [await recipient(mixed)], armor: false }, []);
    const ids = (await readMessage({ binaryMessage: new Uint8Array(message) })).getEncryptionKeyIDs();
    expect(ids.map((id) => id.toHex())).toEqual([key.subkeys[0]?.getKeyID().toHex()]);
  });

  it('of version 4 that has expired and one of version 6 together read version 1 of the packet', async () => {
    const late = await make({ date: new Date(NOW.getTime() - 100 * DAY), keyExpirationTime: 1000 });
    const recipients = [await recipient(late), await recipient(v6)];
    const text = Buffer.from('for both');
    const message = await encryptPieces({ recipients, armor: true }, [text]);
    for (const key of [late, v6]) expect((await openMessage(message, key)).data.equals(text)).toBe(true);
  });
});

describe('a source or a sink that fails', () => {
  const failing = async function* () {
    yield Buffer.alloc(100_000);
    throw new Error('gone');
  };

  it.each([
    ['v4', () => v4],
    ['v6', () => v6],
  ] as const)('is an error of its own, and not a message: %s', async (_name, keyOf) => {
    const request = { recipients: [await recipient(keyOf())], armor: true };
    await expect(encryptStream(request, failing(), async () => undefined)).rejects.toThrow('gone');
    const full = async () => Promise.reject(new Error('full'));
    const endless = async function* () {
      for (;;) yield Buffer.alloc(65_536);
    };
    await expect(encryptStream(request, endless(), full)).rejects.toThrow('full');
    const short = encryptStream({ ...request, size: 10 }, [Buffer.alloc(9)] as never, async () => undefined);
    await expect(short).rejects.toMatchObject({ code: 'IO_ERROR' });
  });
});

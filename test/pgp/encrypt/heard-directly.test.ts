import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, decrypt, enums, type PrivateKey, readKey, readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { cutPackets, writePacket } from '../../../src/pgp/format/key-packet-frames.js';
import { at, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { writeBundle } from '../../support/vendor.js';

let key: PrivateKey;

beforeAll(async () => {
  key = await make();
});

/** A key without its user ID, and with a direct-key signature in its place. */
async function nameless(whole: Uint8Array, properties: object = {}): Promise<Buffer> {
  const [primary, , , ...subkeys] = cutPackets(whole).map(writePacket) as [Buffer, ...Buffer[]];
  const says = {
    signatureType: enums.signature.key,
    keyFlags: Uint8Array.of(enums.keyFlags.certifyKeys | enums.keyFlags.signData) as never,
    preferredSymmetricAlgorithms: [enums.symmetric.aes256],
    ...properties,
  };
  const direct = await sign(key, says, { key: key.keyPacket }, at(-50));
  return Buffer.concat([primary, packet(2, direct.write()), ...subkeys]);
}

describe('a certificate without a user ID', () => {
  it('is encrypted to, and its key signs: a direct-key signature says what it is for', async () => {
    const folder = emptyFolder();
    const dir = join(folder, 'bundle');
    writeBundle(dir, {
      certificate: await nameless(key.toPublic().write()),
      fingerprint: key.getFingerprint(),
    });
    writeFileSync(join(folder, 'me.asc'), armor(enums.armor.privateKey, await nameless(key.write())));
    const encrypted = await run(['encrypt', '--bundle', dir, '--sign-with', join(folder, 'me.asc')], {
      stdin: 'the report\n',
    });
    expectRun(encrypted, { status: 0, stderr: /readable only with a key without a user ID/ });
    const { data, signatures } = await decrypt({
      message: await readMessage({ armoredMessage: encrypted.stdout }),
      decryptionKeys: key,
      verificationKeys: await readKey({ binaryKey: key.toPublic().write() }),
    });
    expect(data).toBe('the report\n');
    await expect(signatures[0]?.verified).resolves.toBe(true);
  });

  it('is as expired as that signature says', async () => {
    const ending = { keyNeverExpires: false, keyExpirationTime: 60 * 86_400 };
    const data = await nameless(key.toPublic().write(), ending);
    const { facts } = await readPinned(data, key.getFingerprint(), NOW);
    expect(facts).toMatchObject({ nameless: true, userIDs: [], primary: { expires: at(-40).toISOString() } });
  });

  it('and without any signature is refused for that', async () => {
    const [primary, , , ...subkeys] = cutPackets(key.toPublic().write()).map(writePacket) as [Buffer];
    await expect(
      readPinned(Buffer.concat([primary, ...subkeys]), key.getFingerprint(), NOW),
    ).rejects.toMatchObject({ facts: { reason: 'certificate-no-user-id' } });
  });
});

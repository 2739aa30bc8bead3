import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enums, type KeyOptions, type PrivateKey, readMessage } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { type CompiledFacts, compileFacts, holdAt } from '../../../src/pgp/encrypt/compiled-facts.js';
import { encryptionFacts, encryptionKeyOf } from '../../../src/pgp/encrypt/encryption-target.js';
import { encryptStream } from '../../../src/pgp/encrypt/index.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { at, make, NOW, read, sign } from '../../support/certificates.js';
import { openMessage } from '../../support/decrypt.js';
import { root } from '../../support/run.js';

/** As a run reads what the build has written. */
async function compiled(key: PrivateKey): Promise<CompiledFacts | null> {
  return JSON.parse(JSON.stringify(compileFacts(await read(key), NOW)));
}

/** With one more signature on the user ID. */
async function certified(key: PrivateKey, properties: object, date: Date): Promise<PrivateKey> {
  const [user] = key.users;
  if (!user?.userID) throw new Error('no user ID');
  const signed = { userID: user.userID, key: key.keyPacket };
  const type = { signatureType: enums.signature.certGeneric };
  user.selfCertifications.push(await sign(key, { ...type, ...properties }, signed, date));
  return key;
}

/** What was chosen for a packet, and not by chance. */
function formatOf(packet: object): unknown[] {
  const names = ['version', 'publicKeyAlgorithm', 'cipherAlgorithm', 'aeadAlgorithm'];
  return [packet.constructor.name, ...names.map((name) => (packet as Record<string, unknown>)[name])];
}

describe('what the build keeps of a certificate', () => {
  it.each<[string, Partial<KeyOptions>]>([
    ['RSA', { type: 'rsa', rsaBits: 2048 }],
    ['version 4', {}],
    ['expired', { keyExpirationTime: 1000 }],
    ['several subkeys', { subkeys: [{}, { sign: true }, {}] }],
    ['version 6', { type: 'curve25519', config: { v6Keys: true } }],
    ['version 6, AEAD', { type: 'curve25519', config: { v6Keys: true, aeadProtect: true } }],
  ])('is what a run would find itself, and encrypts as that does: %s', async (_name, options) => {
    const key = await make(options);
    const full = encryptionFacts(await read(key));
    const { signed, ...facts } = (await compiled(key)) as CompiledFacts;
    expect(facts).toEqual(full);
    expect(signed).toEqual([at(-100).toISOString()]);
    const made = [];
    for (const one of [full, facts]) {
      const choice = chooseEncryptionKey(one.facts, NOW);
      if (!('key' in choice)) throw new Error(choice.status);
      const parts: Buffer[] = [];
      const request = { recipients: [{ ...one, key: choice.key }], armor: false };
      const source = [Buffer.from('a report')] as unknown as AsyncIterable<Uint8Array>;
      await encryptStream(request, source, async (chunk) => void parts.push(Buffer.from(chunk)));
      const message = Buffer.concat(parts);
      expect((await openMessage(message, key)).data.toString()).toBe('a report');
      const packets = await readMessage({ binaryMessage: new Uint8Array(message) });
      const ids = packets.getEncryptionKeyIDs().map((id) => id.toHex().toUpperCase());
      expect(ids).toEqual([choice.key.keyID]);
      made.push([...packets.packets].map(formatOf));
    }
    expect(made[0]).toEqual(made[1]);
  });

  it("of the program's own bundle is what a run would find itself", async () => {
    const [facts] = JSON.parse(readFileSync(join(root, 'dist/compiled/encryption.json'), 'utf8'));
    const data = readFileSync(join(root, 'data/codeship.asc'));
    const certificate = await readPinned(data, facts.facts.primary.fingerprint, NOW);
    expect(facts).toMatchObject(encryptionFacts(certificate));
    expect(holdAt(facts, NOW)).toBe(true);
  });

  it('is nothing where a self-signature ends by itself, or was made later than now', async () => {
    const ends = { signatureExpirationTime: 1e9, signatureNeverExpires: false };
    expect(await compiled(await certified(await make(), {}, at(-10)))).not.toBeNull();
    expect(await compiled(await certified(await make(), ends, at(-10)))).toBeNull();
    expect(await compiled(await certified(await make(), {}, at(10)))).toBeNull();
  });

  it('holds as long as the clock stands where all of it has been said', async () => {
    const facts = await compiled(await certified(await make(), {}, at(-10)));
    if (!facts) throw new Error('nothing compiled');
    expect(holdAt(facts, at(-10))).toBe(true);
    expect(holdAt(facts, at(-11))).toBe(false);
    // dates of four octets begin anew
    expect(holdAt(facts, new Date(at(-100).getTime() + 2 ** 32 * 1000))).toBe(false);
  });
});

it('a packet that is not that of the chosen key is not encrypted to', async () => {
  const [one, other] = [encryptionFacts(await read(await make())), encryptionFacts(await read(await make()))];
  const [key] = one.facts.subkeys;
  const [packet = ''] = Object.values(other.packets);
  if (!key) throw new Error('no subkey');
  for (const packets of [{ [key.fingerprint]: packet }, {}]) {
    await expect(encryptionKeyOf({ ...one, key, packets })).rejects.toThrow(key.fingerprint);
  }
});

import { createMessage, encrypt, type Key, readKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import { lookAtStart } from '../../../../src/pgp/verify/index.js';
import { armored, packet, primaryOf, trustOf, verdictOn } from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

let vendor: TestVendor;
let trust: Trust;
let ours: string;
let key: Key;
let stranger: Key;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  key = await readKey({ armoredKey: vendor.certificate });
  stranger = await readKey({ armoredKey: (await makeVendor({ type: 'curve25519' })).certificate });
  ours = key.getSubkeys()[0]?.getKeyID().toHex().toUpperCase() ?? '';
});

async function encrypted(options: object): Promise<Buffer> {
  const message = await createMessage({ binary: Buffer.from('secret') });
  return Buffer.from(
    (await encrypt({ message, format: 'binary', ...options } as Parameters<
      typeof encrypt
    >[0])) as unknown as Uint8Array,
  );
}

/** A session key packet of version 3 that names whom it likes. */
const naming = (keyID: string, algorithm = 1) =>
  packet(1, Buffer.concat([Buffer.from([3]), Buffer.from(keyID, 'hex'), Buffer.from([algorithm, 0, 1, 1])]));
const HIDDEN = '0'.repeat(16);
const body = packet(18, Buffer.concat([Buffer.from([1]), Buffer.alloc(40)]));
const all = (...parts: Buffer[]) => Buffer.concat(parts);

describe('whom it names', () => {
  it('others: not addressed to the vendor', async () => {
    expect(await verdictOn(await encrypted({ encryptionKeys: stranger }), trust)).toMatchObject({
      kind: 'encrypted',
      verdict: 'not-addressed',
      recipients: [{ ours: false, hidden: false, algorithm: 'X25519' }],
    });
  });

  it('half of our key ID is not our key ID', async () => {
    for (const other of [`00000000${ours.slice(8)}`, `${ours.slice(0, 8)}00000000`]) {
      expect(await verdictOn(all(naming(other), body), trust)).toMatchObject({ verdict: 'not-addressed' });
    }
  });

  it('our primary key, which cannot decrypt: not addressed, and said', async () => {
    const message = all(naming(primaryOf(trust).keyID), body);
    expect(await verdictOn(message, trust)).toMatchObject({
      verdict: 'not-addressed',
      warnings: [{ code: 'names-primary' }],
    });
  });

  it('passwords only', async () => {
    expect(await verdictOn(await encrypted({ passwords: ['a', 'b'] }), trust)).toMatchObject({
      verdict: 'not-addressed',
      recipients: [],
      passwords: 2,
      encryption: { version: 1, cipher: 'AES-256' },
    });
  });

  it('hidden recipients: cannot tell', async () => {
    const message = await encrypted({ encryptionKeys: [key, stranger], wildcard: true });
    expect(await verdictOn(message, trust)).toMatchObject({
      verdict: 'cannot-tell',
      recipients: [{ keyID: HIDDEN, hidden: true, ours: false }, { hidden: true }],
    });
  });

  it('ours, wherever it stands', async () => {
    const others = Array.from({ length: 60 }, (_, at) => naming(String(at + 1).padStart(16, '0')));
    const result = await verdictOn(all(...others, naming(ours), naming(HIDDEN), body), trust);
    expect(result).toMatchObject({ verdict: 'addressed' });
    expect('recipients' in result && result.recipients.filter((one) => one.ours).length).toBe(1);
  });

  it('ours, as OpenPGP.js writes it', async () => {
    const result = await verdictOn(await encrypted({ encryptionKeys: [stranger, key] }), trust);
    expect(result).toMatchObject({
      verdict: 'addressed',
      recipients: [{ ours: false }, { ours: true, keyID: ours }],
    });
  });

  it('at most 1,024 are looked at', async () => {
    const many = Array.from({ length: 1024 }, () => naming('1111111111111111'));
    const result = await verdictOn(all(...many, naming(ours), body), trust);
    expect(result).toMatchObject({
      verdict: 'not-addressed',
      warnings: [{ code: 'too-many-recipients', count: 1025 }],
    });
  });

  it('version 6: by the whole fingerprint', async () => {
    const six = await makeVendor({
      type: 'curve25519',
      config: { v6Keys: true, aeadProtect: true },
    } as object);
    const own = await trustOf(six);
    const message = await encrypted({
      encryptionKeys: await readKey({ armoredKey: six.certificate }),
      config: { aeadProtect: true },
    });
    expect(await verdictOn(message, own)).toMatchObject({
      verdict: 'addressed',
      encryption: { version: 2, cipher: 'AES-256' },
    });
    const other = Buffer.from(message);
    const last = 2 + 2 + 32; // header, version, length, key version, fingerprint: its last octet
    other[last] = (other[last] ?? 0) ^ 1;
    expect(await verdictOn(other, own)).toMatchObject({ verdict: 'not-addressed' });
  });
});

describe('the encrypted data', () => {
  it.each<[string, () => Buffer, string]>([
    ['missing', () => naming(ours), 'no-encrypted-data'],
    ['cut off', () => all(naming(ours), body.subarray(0, -1)), 'truncated'],
    ['twice', () => all(naming(ours), body, body), 'trailing-data'],
    ['with bytes behind it', () => all(naming(ours), body, Buffer.from('\n')), 'trailing-data'],
    [
      'after something else',
      () => all(naming(ours), packet(11, Buffer.from('b\0\0\0\0\0x')), body),
      'grammar',
    ],
    ['of an unknown version', () => all(naming(ours), packet(18, Buffer.from([7, 1]))), 'encryption-version'],
    ['empty', () => all(naming(ours), packet(18, Buffer.alloc(0))), 'packet-length'],
    [
      'with a session key packet that is too short',
      () => all(packet(1, Buffer.from([3, 1])), body),
      'packet-length',
    ],
  ])('%s', async (_name, make, code) => {
    expect(await verdictOn(make(), trust)).toMatchObject({ verdict: 'malformed', problem: { code } });
  });

  it('without integrity protection: said', async () => {
    expect(await verdictOn(all(naming(ours), packet(9, Buffer.alloc(40))), trust)).toMatchObject({
      verdict: 'addressed',
      encryption: { version: 0 },
      warnings: [{ code: 'no-integrity' }],
    });
  });

  it('LibrePGP: shown', async () => {
    expect(
      await verdictOn(all(naming(ours), packet(20, Buffer.from([1, 9, 2, 16, 0]))), trust),
    ).toMatchObject({
      encryption: { version: 'ocb', cipher: 'AES-256', aead: 'OCB' },
    });
  });

  it('of a file too large to hold: its start tells for whom it is', () => {
    const start = all(naming(ours), body).subarray(0, -10);
    const options = { now: new Date(), maxSize: 10 };
    const lines = Buffer.from(armored('MESSAGE', all(naming(ours), body)).slice(0, 120));
    expect(lookAtStart(lines, trust, options)).toMatchObject({ verification: { verdict: 'addressed' } });
    expect(lookAtStart(start, trust, options)).toMatchObject({
      verification: { verdict: 'addressed', warnings: [{ code: 'not-to-the-end' }] },
    });
  });
});

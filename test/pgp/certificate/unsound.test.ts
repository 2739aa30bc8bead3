import { enums, type PrivateKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src/pgp/certificate/index.js';
import { encryptionFacts } from '../../../src/pgp/encrypt/encryption-target.js';
import { encryptStream } from '../../../src/pgp/encrypt/index.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { at, bytesOf, make, NOW, sign } from '../../support/certificates.js';

/** The numbers of a key packet, which OpenPGP.js does not show. */
type Numbers = Record<'n' | 'e' | 'Q' | 'A', Uint8Array> & { kdfParams: { hash: number; cipher: number } };

/** The prime of the field, which is zero in another spelling. */
const P25519 = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0xed : i === 31 ? 0x7f : 0xff));

let rsa: PrivateKey;
let curve: PrivateKey;
let old: PrivateKey;
let nist: PrivateKey;

beforeAll(async () => {
  rsa = await make({ type: 'rsa', rsaBits: 2048 });
  curve = await make({ type: 'curve25519', config: { v6Keys: true } });
  old = await make({ type: 'ecc', curve: 'curve25519Legacy' });
  nist = await make({ type: 'ecc', curve: 'nistP256' });
});

/** The certificate with other numbers in its encryption subkey, bound by its owner. */
async function withNumbers(key: PrivateKey, change: (numbers: Numbers) => void) {
  const [subkey] = key.subkeys;
  if (!subkey) throw new Error('no subkey');
  const packet = subkey.keyPacket as unknown as {
    publicParams: Numbers;
    computeFingerprintAndKeyID(): Promise<void>;
  };
  const before = packet.publicParams;
  packet.publicParams = copyOf(before);
  change(packet.publicParams);
  await packet.computeFingerprintAndKeyID();
  const properties = { signatureType: enums.signature.subkeyBinding, keyFlags: Uint8Array.of(12) };
  subkey.bindingSignatures = [await sign(key, properties, { key: key.keyPacket, bind: packet }, at(-1))];
  const bytes = bytesOf(key);
  packet.publicParams = before;
  return readCertificate(bytes, NOW);
}

/** With bytes of its own. */
function copyOf(numbers: Numbers): Numbers {
  const copies = Object.entries(numbers).map(([name, value]) => {
    if (value instanceof Uint8Array) return [name, value.slice()];
    return [name, Object.assign(Object.create(Object.getPrototypeOf(value)), value)];
  });
  return Object.fromEntries(copies);
}

describe('an encryption key whose numbers are none', () => {
  it.each<[string, (numbers: Numbers) => void]>([
    ['an exponent of 1, which hides nothing', (numbers) => Object.assign(numbers, { e: Uint8Array.of(1) })],
    ['an even exponent', (numbers) => Object.assign(numbers, { e: Uint8Array.of(1, 0) })],
    [
      'an even modulus',
      (numbers) =>
        Object.assign(numbers, {
          n: numbers.n.map((byte, i) => (i === numbers.n.length - 1 ? byte & 254 : byte)),
        }),
    ],
  ])('RSA with %s', async (_name, change) => {
    const { facts } = await withNumbers(rsa, change);
    expect(facts.subkeys).toMatchObject([{ algorithm: 'RSA', canEncrypt: true, unsound: true }]);
    expect(chooseEncryptionKey(facts, NOW)).toEqual({
      status: 'no-encryption-key',
      obstacle: { obstacle: 'weak', which: 'encryption', fault: { fault: 'unsound' } },
    });
  });

  it.each<[string, () => Promise<PrivateKey> | PrivateKey, (numbers: Numbers) => void]>([
    [
      'X25519: a point that leads nowhere',
      () => curve,
      (numbers) => Object.assign(numbers, { A: new Uint8Array(32) }),
    ],
    [
      'X25519: a point of order 2 in another spelling',
      () => curve,
      (numbers) => Object.assign(numbers, { A: P25519 }),
    ],
    ['Curve25519 of old: the same', () => old, ({ Q }) => Q.fill(0, 1)],
    ['Curve25519 of old: no point of its form', () => old, ({ Q }) => Q.fill(4, 0, 1)],
    ['P-256: a point beside the curve', () => nist, ({ Q }) => Q.fill((Q.at(-1) ?? 0) ^ 1, Q.length - 1)],
    [
      'P-256: a hash too short for its cipher',
      () => nist,
      ({ kdfParams }) => Object.assign(kdfParams, { hash: 2, cipher: 9 }),
    ],
    [
      'P-256: a cipher that wraps no key',
      () => nist,
      ({ kdfParams }) => Object.assign(kdfParams, { cipher: 10 }),
    ],
  ])('%s: foreseen, and refused if it is encrypted to', async (_name, key, change) => {
    const certificate = await withNumbers(await key(), change);
    expect(chooseEncryptionKey(certificate.facts, NOW)).toEqual({
      status: 'no-encryption-key',
      obstacle: { obstacle: 'weak', which: 'encryption', fault: { fault: 'unsound' } },
    });
    const [subkey] = certificate.facts.subkeys;
    if (!subkey) throw new Error('no subkey');
    const request = { recipients: [{ ...encryptionFacts(certificate), key: subkey }], armor: true };
    const nothing = (async function* () {})();
    await expect(encryptStream(request, nothing, async () => undefined)).rejects.toMatchObject({
      code: 'CERT_CANNOT_ENCRYPT',
      facts: { reason: 'key-damaged', fingerprints: [subkey.fingerprint] },
    });
  });

  it.each(['curve25519Legacy', 'nistP256', 'nistP384', 'nistP521', 'x25519', 'x448'] as const)(
    'a key of %s as it was made is sound',
    async (name) => {
      const options = name.startsWith('x')
        ? { type: name === 'x448' ? ('curve448' as const) : ('curve25519' as const) }
        : { type: 'ecc' as const, curve: name as 'nistP256' };
      const { facts } = await readCertificate(bytesOf(await make(options)), NOW);
      expect(facts.subkeys).toMatchObject([{ canEncrypt: true, unsound: false }]);
      expect(chooseEncryptionKey(facts, NOW)).toMatchObject({ status: 'usable' });
    },
  );
});

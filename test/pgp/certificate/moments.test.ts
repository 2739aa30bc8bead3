import { enums, type PrivateKey, readMessage, type SignaturePacket } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { encryptionFacts } from '../../../src/pgp/encrypt/encryption-target.js';
import { encryptStream } from '../../../src/pgp/encrypt/index.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { reservation } from '../../../src/pgp/policy/signature-dates.js';
import { trustIn } from '../../../src/pgp/verify/index.js';
import { pieces } from '../../support/bytes.js';
import { at, DAY, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let key: PrivateKey;

beforeAll(async () => {
  key = await make({ curve: 'nistP256' });
});

const USER = Buffer.from('Example <security@example.com>');
const FLAGS = Uint8Array.of(enums.keyFlags.certifyKeys | enums.keyFlags.signData);
const SOFT = enums.reasonForRevocation.keySuperseded;
const HARD = enums.reasonForRevocation.keyCompromised;

const overKey = (type: enums.signature, days: number, properties: object) =>
  sign(key, { signatureType: type, ...properties }, { key: key.keyPacket }, at(days));
const direct = (days: number, properties: object = { keyFlags: FLAGS }) =>
  overKey(enums.signature.key, days, properties);
const revocation = (days: number, flag: number, properties: object = {}) =>
  overKey(enums.signature.keyRevocation, days, {
    reasonForRevocationFlag: flag,
    reasonForRevocationString: '',
    ...properties,
  });
const certified = (days: number, properties: object = { keyFlags: FLAGS }) =>
  sign(
    key,
    { signatureType: enums.signature.certPositive, ...properties },
    { key: key.keyPacket, userID: { write: () => USER } },
    at(days),
  );

/** A certificate of these signatures over the key and over its user ID. */
async function certificate(onKey: Promise<SignaturePacket>[], onUser: Promise<SignaturePacket>[]) {
  const bodies = async (list: Promise<SignaturePacket>[]) =>
    (await Promise.all(list)).map((one) => packet(2, one.write()));
  const bytes = Buffer.concat([
    packet(6, key.toPublic().keyPacket.write()),
    ...(await bodies(onKey)),
    packet(13, USER),
    ...(await bodies(onUser)),
  ]);
  return readPinned(bytes, key.getFingerprint(), NOW);
}

type Made = Awaited<ReturnType<typeof certificate>>;

/** What stands against a signature that the primary key made so many days from now; `undefined`: nothing. */
async function against(made: Made, days: number): Promise<string | undefined> {
  const key = await trustIn([made]).keys[0]?.open();
  const signer = key?.signerAt(at(days), NOW);
  if (!signer) throw new Error('no key is trusted');
  return reservation({ created: at(days), expires: null }, signer, NOW)?.status;
}

describe('a primary key that was revoked softly', () => {
  it('counts until then, and not from then on; nothing is encrypted to it', async () => {
    const made = await certificate([revocation(-40, SOFT)], [certified(-90)]);
    expect(await Promise.all([-41, -40, -1].map((days) => against(made, days)))).toEqual([
      undefined,
      'key-revoked',
      'key-revoked',
    ]);
    expect(chooseEncryptionKey(made.facts, NOW).status).toBe('revoked');
  });

  it.each<[string, () => ReturnType<typeof certificate>]>([
    ['its user ID', () => certificate([revocation(-40, SOFT)], [certified(-90), certified(-20)])],
    ['itself', () => certificate([revocation(-40, SOFT), direct(-20)], [certified(-90)])],
  ])(
    'counts again from the day that it certifies %s anew; nothing is encrypted to it even so',
    async (_name, make) => {
      const made = await make();
      expect(await Promise.all([-50, -30, -20, -1].map((days) => against(made, days)))).toEqual([
        undefined,
        'key-revoked',
        undefined,
        undefined,
      ]);
      expect(chooseEncryptionKey(made.facts, NOW).status).toBe('revoked');
    },
  );

  it('does not count again by what is dated in the future, or of the same second', async () => {
    const made = await certificate([revocation(-40, SOFT)], [certified(-90), certified(-40), certified(5)]);
    expect(await against(made, -1)).toBe('key-revoked');
  });

  it('counts again when the revocation itself has expired', async () => {
    const ending = { signatureNeverExpires: false, signatureExpirationTime: (10 * DAY) / 1000 };
    const made = await certificate([revocation(-40, SOFT, ending)], [certified(-90)]);
    expect(await Promise.all([-35, -29].map((days) => against(made, days)))).toEqual([
      'key-revoked',
      undefined,
    ]);
  });

  it('stays revoked where the revocation is hard, whatever came later', async () => {
    const made = await certificate([revocation(-40, HARD), direct(-20)], [certified(-90), certified(-10)]);
    expect(await Promise.all([-50, -30, -1].map((days) => against(made, days)))).toEqual(
      Array(3).fill('key-revoked'),
    );
  });

  it('stays revoked where the revocation has a critical notation that nobody knows', async () => {
    const notation = { name: 'x@example.com', value: Buffer.from('1'), humanReadable: true, critical: true };
    const made = await certificate([revocation(-40, HARD, { rawNotations: [notation] })], [certified(-90)]);
    expect(made.facts.primary.revoked).toMatchObject({ hard: true });
  });
});

describe('the self-signature that speaks for a signature', () => {
  const until = (days: number) => ({
    keyFlags: FLAGS,
    keyNeverExpires: false,
    keyExpirationTime: ((100 + days) * DAY) / 1000,
  });

  it('is the newest of its time, not of today', async () => {
    const made = await certificate([], [certified(-90, until(-60)), certified(-30, until(30))]);
    expect(await Promise.all([-70, -50, -20].map((days) => against(made, days)))).toEqual([
      undefined,
      'key-expired',
      undefined,
    ]);
    expect(made.facts.primary.expires).toBe(at(30).toISOString());
  });

  it('is the oldest where none of its time is left', async () => {
    const made = await certificate([], [certified(-30, until(30))]);
    expect(await Promise.all([-101, -90].map((days) => against(made, days)))).toEqual([
      'before-key',
      undefined,
    ]);
  });

  it('says what the key is for; where it does not, the direct-key signature in force does', async () => {
    const silent = await certificate([direct(-80)], [certified(-90, {})]);
    expect(silent.facts.primary.canSign).toBe(true);
    expect(await against(silent, -70)).toBeUndefined();
  });

  it('is never an overruled one', async () => {
    const certifying = { keyFlags: Uint8Array.of(enums.keyFlags.certifyKeys) };
    const made = await certificate(
      [direct(-95), direct(-80, certifying)],
      [certified(-96), certified(-90, {})],
    );
    expect(made.facts.primary.canSign).toBe(false);
    expect(await against(made, -70)).toBe('key-cannot-sign');
    expect(await against(await certificate([], [certified(-90), certified(-80, {})]), -70)).toBe(
      'key-cannot-sign',
    );
  });
});

describe('a primary key whose direct-key signature says what it is for', () => {
  it('is encrypted to where that says so', async () => {
    const rsa = await make({ type: 'rsa', rsaBits: 2048, subkeys: [] });
    const flags = Uint8Array.of(enums.keyFlags.certifyKeys | enums.keyFlags.encryptCommunication);
    const over = (signatureType: enums.signature, properties: object, more: object = {}) =>
      sign(rsa, { signatureType, ...properties }, { key: rsa.keyPacket, ...more }, at(-50));
    const direct = await over(enums.signature.key, { keyFlags: flags });
    const user = await over(enums.signature.certPositive, {}, { userID: { write: () => USER } });
    const bytes = Buffer.concat([
      packet(6, rsa.toPublic().keyPacket.write()),
      packet(2, direct.write()),
      packet(13, USER),
      packet(2, user.write()),
    ]);
    const certificate = await readPinned(bytes, rsa.getFingerprint(), NOW);
    const choice = chooseEncryptionKey(certificate.facts, NOW);
    if (choice.status !== 'usable') throw new Error(choice.status);
    const parts: Uint8Array[] = [];
    const request = { recipients: [{ ...encryptionFacts(certificate), key: choice.key }], armor: false };
    await encryptStream(request, pieces(Buffer.from('x')), async (part) => {
      parts.push(Uint8Array.from(part));
    });
    const message = await readMessage({ binaryMessage: Buffer.concat(parts) });
    expect(message.getEncryptionKeyIDs().map((keyID) => keyID.toHex())).toEqual([rsa.getKeyID().toHex()]);
  });
});

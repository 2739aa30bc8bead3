import { enums, type PrivateKey, SignaturePacket } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { at, bytesOf, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let key: PrivateKey;
let signing: PrivateKey;
let other: PrivateKey;

beforeAll(async () => {
  [key, signing, other] = await Promise.all([make(), make({ subkeys: [{ sign: true }] }), make()]);
});

/** A key that signs in the name of `issuer`; of nobody without one. */
function inTheNameOf(issuer: PrivateKey | undefined, by: PrivateKey): PrivateKey {
  const none = { getKeyID: () => new SignaturePacket().issuerKeyID, getFingerprintBytes: () => null };
  const named = issuer && {
    getKeyID: () => issuer.getKeyID(),
    getFingerprintBytes: () => issuer.keyPacket.getFingerprintBytes(),
  };
  return { keyPacket: Object.assign(Object.create(by.keyPacket), named ?? none) } as PrivateKey;
}

const body = (one: { write(): Uint8Array } | undefined | null) => one?.write() ?? Buffer.of();

/** The certificate of `key`, each self-signature made anew in the name of another. */
async function certificate(issuer: PrivateKey | undefined): Promise<Buffer> {
  const by = inTheNameOf(issuer, key);
  const { keyPacket } = key.toPublic();
  const [subkey] = key.toPublic().subkeys;
  const userID = { write: () => Buffer.from('Example <security@example.com>') };
  const [certify, bind] = [enums.signature.certPositive, enums.signature.subkeyBinding];
  const flags = (flag: number) => ({ keyFlags: Uint8Array.of(flag) });
  const certification = await sign(
    by,
    { signatureType: certify, ...flags(3) },
    { key: keyPacket, userID },
    at(-9),
  );
  const data = { key: keyPacket, bind: subkey?.keyPacket };
  const binding = await sign(by, { signatureType: bind, ...flags(12) }, data, at(-9));
  return Buffer.concat([
    packet(6, body(keyPacket)),
    packet(13, userID.write()),
    packet(2, body(certification)),
    packet(14, body(subkey?.keyPacket)),
    packet(2, body(binding)),
  ]);
}

describe('the issuer that a self-signature names is a hint', () => {
  it.each([
    ['nobody', () => undefined],
    ['another key', () => other],
  ])('%s: the key is tried, and it verifies', async (_name, issuer) => {
    const { facts } = await readPinned(await certificate(issuer()), key.getFingerprint(), NOW);
    expect(facts.userIDs).toEqual(['Example <security@example.com>']);
    expect(facts.primary.canSign).toBe(true);
    expect(facts.subkeys.map(({ canEncrypt }) => canEncrypt)).toEqual([true]);
  });
});

describe('the signature of a signing subkey inside of its binding', () => {
  /** A binding with these signatures inside, where the last is the one that OpenPGP.js reads. */
  async function boundWith(...embedded: SignaturePacket[]) {
    const subkey = signing.toPublic().subkeys[0]?.keyPacket;
    const binding = await sign(
      key,
      { signatureType: enums.signature.subkeyBinding, keyFlags: Uint8Array.of(2) },
      { key: key.keyPacket, bind: subkey },
      at(-1),
    );
    Object.assign(binding, {
      unhashedSubpackets: embedded.map((one) => ({ type: 32, critical: false, body: body(one) })),
    });
    const bytes = Buffer.concat([bytesOf(key), packet(14, body(subkey)), packet(2, body(binding))]);
    return (await readPinned(bytes, key.getFingerprint(), NOW)).facts.subkeys.map(({ canSign }) => canSign);
  }

  const backBy = (by: PrivateKey) =>
    sign(
      by,
      { signatureType: enums.signature.keyBinding },
      { key: key.keyPacket, bind: signing.toPublic().subkeys[0]?.keyPacket },
      at(-1),
    );
  const bySubkey = (issuer?: PrivateKey) =>
    inTheNameOf(issuer, { keyPacket: signing.subkeys[0]?.keyPacket } as unknown as PrivateKey);

  it('is found among several, wherever it stands', async () => {
    const [good, bad] = [await backBy(bySubkey(signing)), await backBy(other)];
    expect(await boundWith(good, bad)).toEqual([false, true]);
    expect(await boundWith(bad, good)).toEqual([false, true]);
    expect(await boundWith(bad, bad)).toEqual([false, false]);
  });

  it('counts whomever it names, or nobody', async () => {
    expect(await boundWith(await backBy(bySubkey(undefined)))).toEqual([false, true]);
    expect(await boundWith(await backBy(bySubkey(other)))).toEqual([false, true]);
  });
});

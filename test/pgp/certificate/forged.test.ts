import { enums, type PrivateKey, revokeKey, type SignaturePacket } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, readPinned } from '../../../src/pgp/certificate/index.js';
import { merge, readCopy } from '../../../src/pgp/certificate/newer-copy.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { trustIn } from '../../../src/pgp/verify/index.js';
import { at, bytesOf, make, NOW, sign } from '../../support/certificates.js';
import { packet } from '../../support/messages.js';

let vendor: PrivateKey;
let stranger: PrivateKey;

beforeAll(async () => {
  [vendor, stranger] = await Promise.all([make(), make({ userIDs: [{ name: 'Stranger' }] })]);
});

const pinned = (...parts: Uint8Array[]) =>
  readPinned(Buffer.concat([bytesOf(vendor), ...parts]), vendor.getFingerprint(), NOW);
const signature = (one: SignaturePacket) => packet(2, one.write());
const subkeyOf = (key: PrivateKey) =>
  key.toPublic().subkeys[0]?.keyPacket as never as { write(): Uint8Array };

/** A binding of `subkey` to the vendor's key, by whomever. */
function binding(by: PrivateKey, subkey: unknown, properties: object): Promise<SignaturePacket> {
  const type = enums.signature.subkeyBinding;
  return sign(by, { signatureType: type, ...properties }, { key: vendor.keyPacket, bind: subkey }, at(-1));
}

describe('a forged component', () => {
  it.each([
    ['in its own name', () => stranger],
    ['in the name of the vendor', () => vendor],
  ])('a binding by a stranger, %s: nothing is encrypted to that subkey', async (_name, named) => {
    const flags = Uint8Array.of(enums.keyFlags.encryptCommunication);
    const forged = await binding(stranger, subkeyOf(stranger), { keyFlags: flags });
    rename(forged, named());
    const { facts } = await pinned(packet(14, subkeyOf(stranger).write()), signature(forged));
    expect(facts.subkeys).toHaveLength(1);
    expect(facts.passedOver.map(({ what }) => what)).toContain('subkey');
    expect(chooseEncryptionKey(facts, NOW)).toMatchObject({
      status: 'usable',
      key: { fingerprint: vendor.subkeys[0]?.getFingerprint().toUpperCase() },
    });
  });

  it('the vendor’s binding of another subkey', async () => {
    const own = vendor.subkeys[0]?.bindingSignatures[0] as SignaturePacket;
    const { facts } = await pinned(packet(14, subkeyOf(stranger).write()), signature(own));
    expect(facts.subkeys).toHaveLength(1);
  });

  it('a signing subkey whose back signature is missing, or by another key, signs nothing', async () => {
    const subkey = subkeyOf(await make({ subkeys: [{ sign: true }] }));
    const data = { key: vendor.keyPacket, bind: subkey };
    const back = await sign(vendor, { signatureType: enums.signature.keyBinding }, data, at(-1));
    for (const embedded of [undefined, back]) {
      const flags = Uint8Array.of(enums.keyFlags.signData);
      const made = await binding(vendor, subkey, { keyFlags: flags, embeddedSignature: embedded ?? null });
      const certificate = await pinned(packet(14, subkey.write()), signature(made));
      expect(certificate.facts.subkeys).toHaveLength(2);
      expect(certificate.facts.subkeys.filter(({ canSign }) => canSign)).toEqual([]);
      const trust = trustIn([certificate]);
      const added = await trust.keys.at(-1)?.open();
      expect(added?.signerAt(NOW, NOW).key.canSign).toBe(false);
    }
  });

  it('a user ID of a stranger, with the stranger’s own signature', async () => {
    const [user] = stranger.toPublic().users;
    const { facts } = await pinned(
      packet(13, Buffer.from('Stranger')),
      signature(user?.selfCertifications[0] as SignaturePacket),
    );
    expect(facts.userIDs).toEqual(['Example <security@example.com>']);
    expect(facts.passedOver).toMatchObject([{ what: 'user-id', on: 'Stranger' }]);
  });

  it('a copy from which the revocation was stripped does not bring a revoked key back', async () => {
    const hard = { flag: enums.reasonForRevocation.keyCompromised, string: '' };
    const { publicKey } = await revokeKey({ key: vendor, reasonForRevocation: hard, format: 'object' });
    const known = await readPinned(publicKey.write(), vendor.getFingerprint(), new Date());
    const stripped = await readCopy(bytesOf(vendor), known.components);
    for (const merged of [merge(known.components, stripped), merge(stripped, known.components)]) {
      expect(certificateOf(merged, new Date()).facts.primary.revoked).not.toBeNull();
    }
  });

  it('a revocation counts whatever issuer it is made to name, and by a stranger never', async () => {
    const hard = { flag: enums.reasonForRevocation.keyCompromised, string: '' };
    const revocationBy = async (key: PrivateKey) =>
      (await revokeKey({ key, reasonForRevocation: hard, format: 'object' })).publicKey
        .revocationSignatures[0] as SignaturePacket;
    const [own, foreign] = [await revocationBy(vendor), await revocationBy(stranger)];
    rename(own, stranger);
    rename(foreign, vendor);
    const read = (one: SignaturePacket) =>
      readPinned(
        Buffer.concat([packet(6, vendor.toPublic().keyPacket.write()), signature(one), bytesOf(vendor)]),
        vendor.getFingerprint(),
        new Date(),
      );
    expect((await read(own)).facts.primary.revoked).toMatchObject({ hard: true });
    expect((await read(foreign)).facts.primary.revoked).toBeNull();
  });
});

/** Lets the unhashed part, which nobody signs, name another issuer. */
function rename(one: SignaturePacket, issuer: PrivateKey): void {
  Object.assign(one, {
    unhashedSubpackets: [{ type: 16, critical: false, body: Buffer.from(issuer.getKeyID().toHex(), 'hex') }],
  });
}

import { join } from 'node:path';
import { enums, type PrivateKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, readPinned, readWhole } from '../../../src/pgp/certificate/index.js';
import { merge, readCopy, serialise } from '../../../src/pgp/certificate/newer-copy.js';
import { cutPackets, writePacket } from '../../../src/pgp/format/key-packet-frames.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { possibleRevokers } from '../../../src/pgp/policy/possible-revocation.js';
import { at, bytesOf, make, NOW, sign } from '../../support/certificates.js';
import { cleartext, packet } from '../../support/messages.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { makeVendor, writeBundle, writeManifest } from '../../support/vendor.js';

const HARD = { reasonForRevocationFlag: enums.reasonForRevocation.keyCompromised };

let vendor: PrivateKey;
let revoker: PrivateKey;
let stranger: PrivateKey;

beforeAll(async () => {
  [vendor, revoker, stranger] = await Promise.all([make(), make(), make()]);
});

const nameOf = (key: PrivateKey) => key.getFingerprint().toUpperCase();

/** The certificate of `key` with packets behind its primary key. */
function withPackets(key: PrivateKey, ...added: Buffer[]): Buffer {
  const [primary, ...rest] = cutPackets(bytesOf(key)).map(writePacket) as [Buffer, ...Buffer[]];
  return Buffer.concat([primary, ...added, ...rest]);
}

/** A direct-key signature that names who may revoke. */
async function naming(key: PrivateKey, who: PrivateKey): Promise<Buffer> {
  const properties = {
    signatureType: enums.signature.key,
    revocationKeyClass: 0x80,
    revocationKeyAlgorithm: who.keyPacket.algorithm,
    revocationKeyFingerprint: Buffer.from(who.getFingerprint(), 'hex'),
  };
  return packet(2, (await sign(key, properties, { key: key.keyPacket }, at(-50))).write());
}

async function revocation(by: PrivateKey, of = vendor): Promise<Buffer> {
  const properties = { signatureType: enums.signature.keyRevocation, ...HARD };
  return packet(2, (await sign(by, properties, { key: of.keyPacket }, at(-5))).write());
}

const pinned = (data: Uint8Array) => readPinned(data, vendor.getFingerprint(), NOW);

describe('a designated revoker', () => {
  it('changes nothing by being named', async () => {
    const { facts } = await pinned(withPackets(vendor, await naming(vendor, revoker)));
    expect(facts).toMatchObject({ passedOver: [], primary: { revoked: null } });
  });

  it('has revoked the key where its own key is in the file, wherever the revocation stands', async () => {
    const [name, revoked] = [await naming(vendor, revoker), await revocation(revoker)];
    for (const data of [
      Buffer.concat([withPackets(vendor, revoked, name), bytesOf(revoker)]),
      Buffer.concat([bytesOf(revoker), revoked, withPackets(vendor, name)]),
    ]) {
      const { facts } = await pinned(data);
      expect(facts).toMatchObject({ passedOver: [], primary: { revoked: { hard: true } } });
      expect(chooseEncryptionKey(facts, NOW).status).toBe('revoked');
    }
  });

  it('may have revoked it where it is not: that is said, and the key is used', async () => {
    const { facts } = await pinned(
      withPackets(vendor, await revocation(revoker), await naming(vendor, revoker)),
    );
    expect(facts.primary.revoked).toBeNull();
    expect(possibleRevokers(facts)).toEqual([nameOf(revoker)]);
    expect(chooseEncryptionKey(facts, NOW).status).toBe('usable');
  });

  it('has not where the revocation is another’s in its name', async () => {
    const forged = Buffer.from(await revocation(revoker));
    forged.writeUInt8((forged.at(-1) ?? 0) ^ 1, forged.length - 1);
    const data = withPackets(vendor, forged, await naming(vendor, revoker));
    const { facts } = await pinned(Buffer.concat([data, bytesOf(revoker)]));
    expect(facts).toMatchObject({
      primary: { revoked: null },
      passedOver: [{ what: 'revocation', why: 'not-verified', kind: nameOf(revoker) }],
    });
  });

  it('is who the key itself names, and nobody else', async () => {
    const data = withPackets(vendor, await revocation(stranger), await naming(vendor, revoker));
    const { facts } = await pinned(Buffer.concat([data, bytesOf(stranger)]));
    expect(facts).toMatchObject({ passedOver: [], primary: { revoked: null } });
    const unsigned = await pinned(
      Buffer.concat([
        withPackets(vendor, await revocation(stranger), await naming(stranger, stranger)),
        bytesOf(stranger),
      ]),
    );
    expect(unsigned.facts.primary.revoked).toBeNull();
  });

  it('is kept with the revocation that an update brought', async () => {
    const known = await pinned(bytesOf(vendor));
    const copy = withPackets(vendor, await revocation(revoker), await naming(vendor, revoker));
    const merged = merge(
      known.components,
      await readCopy(Buffer.concat([copy, bytesOf(revoker)]), known.components),
    );
    const stored = await readWhole(serialise(merged), vendor.getFingerprint(), NOW);
    const { facts } = certificateOf(merge(known.components, stored.components), NOW);
    expect(facts.primary.revoked).toMatchObject({ hard: true });
  });
});

describe('the commands', () => {
  it('say of a possible revocation that it may be one', async () => {
    const { dir, privateKey, fingerprint } = await makeVendor({ type: 'ecc', date: at(-100) });
    const certificate = withPackets(
      privateKey,
      await revocation(revoker, privateKey),
      await naming(privateKey, revoker),
    );
    writeBundle(dir, { certificate, fingerprint });
    const said = new RegExp(`may be revoked: .* its revoker ${nameOf(revoker)} cannot be checked`);
    const cli = (...args: string[]) => run([...args, '--bundle', dir], { stdin: 'x' });
    expectRun(await cli('key', 'check'), { status: 0, stdout: /^usable: /, stderr: said });
    expectRun(await cli('key'), { status: 0, stdout: /may be revoked/ });
    expectRun(await cli('encrypt'), { status: 0, stderr: said });
    expectRun(await run(['bundle', 'check', dir]), {
      status: 0,
      stdout: /^doubtful: key\.file: vendor\.asc: the key may be revoked: /m,
    });
  });

  it('name the key that it is about, of several; and speak of it where no other signed', async () => {
    const [first, second] = await Promise.all([
      makeVendor({ type: 'ecc', date: at(-100) }),
      makeVendor({ type: 'ecc', date: at(-100) }),
    ]);
    const added = [await revocation(revoker, first.privateKey), await naming(first.privateKey, revoker)];
    const dir = writeManifest(
      join(emptyFolder(), 'two'),
      {
        contacts: ['mailto:security@example.com'],
        keys: [
          { file: 'first.pgp', fingerprint: first.fingerprint },
          { file: 'second.asc', fingerprint: second.fingerprint },
        ],
      },
      { 'first.pgp': withPackets(first.privateKey, ...added), 'second.asc': second.certificate },
    );
    const cli = (args: string[], stdin = 'x') => run([...args, '--bundle', dir], { stdin });
    const said = new RegExp(`warning: .*the key ${first.fingerprint} may be revoked: `);
    expectRun(await cli(['key', 'check']), { status: 0, stderr: said });
    expectRun(await cli(['encrypt']), { status: 0, stderr: said });
    const signed = (by: typeof first) => cleartext(by.privateKey, 'a text');
    expectRun(await cli(['verify'], await signed(first)), { status: 0, stderr: /may be revoked/ });
    expect((await cli(['verify'], await signed(second))).stderr).not.toContain('may be revoked');
  });
});

import { describe, expect, it } from 'vitest';
import { inGroups } from '../../../src/output/layout/units.js';
import { cleartext, packet } from '../../support/messages.js';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, writeBundle } from '../../support/vendor.js';

describe('a signing subkey', () => {
  it('is listed, and a signature by it is shown with the primary key', async () => {
    const own = await makeVendor({ type: 'curve25519', subkeys: [{ sign: true }, {}] });
    const [signing = '', other = ''] = own.privateKey
      .getSubkeys()
      .map((key) => key.getFingerprint().toUpperCase());
    const words = (stdout: string) => stdout.replace(/\s+/g, ' ').trim();
    const key = words((await run(['key', '--bundle', own.dir])).stdout);
    expect(key).toContain(`Signing subkey ${inGroups(signing)} (Ed25519, created`);
    expect(key).toContain(`Encryption subkey ${inGroups(other)} (X25519, created`);
    const json = JSON.parse((await run(['key', '--json', '--bundle', own.dir])).stdout);
    expect(json.keys[0].subkeys).toMatchObject([
      { fingerprint: signing, canSign: true },
      { fingerprint: other, canSign: false },
    ]);
    const stdin = await cleartext(own.privateKey, 'text');
    const text = words((await run(['verify', '--bundle', own.dir], { stdin })).stdout);
    expect(text).toContain(`by ${signing}, a subkey of ${own.fingerprint}, SHA512`);
    const report = JSON.parse((await run(['verify', '--json', '--bundle', own.dir], { stdin })).stdout);
    expectSchema('verify', report);
    expect(report.signatures).toMatchObject([
      { fingerprint: signing, primaryFingerprint: own.fingerprint, keyID: signing?.slice(-16) },
    ]);
  });

  it('is no line where there is none', async () => {
    expect((await run(['key'])).stdout).not.toMatch(/Signing subkey/);
    const own = await makeVendor({ type: 'curve25519' });
    const stdin = await cleartext(own.privateKey, 'text');
    const { stdout } = await run(['verify', '--bundle', own.dir], { stdin });
    expect(stdout).toMatch(/^GENUINE: /);
    expect(stdout).not.toMatch(/subkey/);
    const foreign = await run(['verify', '--json'], { stdin });
    expect(JSON.parse(foreign.stdout).signatures).toMatchObject([
      { status: 'unknown-signer', primaryFingerprint: null },
    ]);
  });
});

describe('a subkey of a kind that is to come', () => {
  it('is not exported, which is said; what is exported is whole', async () => {
    const own = await makeVendor({ type: 'curve25519' });
    const subkey = packet(14, Buffer.from([5, ...Array<number>(40).fill(1)]));
    const bytes = Buffer.concat([own.privateKey.toPublic().write(), subkey]);
    writeBundle(own.dir, { certificate: bytes, fingerprint: own.fingerprint });
    const result = await run(['key', 'export', '--binary', '-o', '-', '--bundle', own.dir]);
    expectRun(result, {
      status: 0,
      stderr:
        /^codeship-sec: warning: not exported: the subkey [0-9A-F]{64}: of an unsupported kind, version 5\n$/,
    });
    expect(result.bytes).toEqual(Buffer.from(own.privateKey.toPublic().write()));
  });
});

describe('the names of curves', () => {
  it.each([
    ['ed25519Legacy', ['EdDSA (Ed25519)', 'ECDH (Curve25519)']],
    ['nistP256', ['ECDSA (NIST P-256)', 'ECDH (NIST P-256)']],
  ] as const)('of %s are those that people know', async (curve, names) => {
    const { dir } = await makeVendor({ type: 'ecc', curve });
    const { stdout } = await run(['key', '--bundle', dir]);
    const words = stdout.replace(/\s+/g, ' ');
    for (const name of names) expect(words).toContain(name);
    expect(words).not.toMatch(/Legacy|nistP/);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyOptions, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { goodBundle, makeVendor, type TestVendor } from '../support/vendor.js';

const DAY = 86_400_000;
const TODAY = new Date().toISOString().slice(0, 10);
const SOON = new Date(Date.now() + 200 * DAY).toISOString().slice(0, 10);
const URL = 'https://example.com/key.asc';

let vendor: TestVendor;
let revoked: string;
let signer: TestVendor;
let ended: TestVendor;

beforeAll(async () => {
  const ecc = (more: Partial<KeyOptions> = {}) => makeVendor({ type: 'ecc', ...more } as never);
  const date = new Date(Date.now() - 400 * DAY);
  [vendor, signer, ended] = await Promise.all([
    ecc(),
    ecc({ subkeys: [] }),
    ecc({ date, subkeys: [{ keyExpirationTime: (100 * DAY) / 1000 }] }),
  ]);
  revoked = (await revokeKey({ key: vendor.privateKey, format: 'armored' })).publicKey;
});

/** The vendor's bundle with a certificate in it, and where it is published. */
const bundleOf = (one: TestVendor, certificate = one.certificate, more: object = {}) =>
  goodBundle(
    one,
    { key: { file: 'key.asc', fingerprint: one.fingerprint, url: URL, ...more } },
    { 'key.asc': certificate },
  );

const contact = (dir: string, args: string[] = [], env: Record<string, string> = {}) =>
  run(['contact', ...args, '--bundle', dir], { env });
const securityTxt = (dir: string, env: Record<string, string> = {}) =>
  contact(dir, ['--security-txt', '--expires', SOON], env);

async function keyJson(dir: string, env: Record<string, string> = {}) {
  const json = JSON.parse((await contact(dir, ['--json'], env)).stdout);
  expectSchema('contact', json);
  return json.keys[0];
}

describe('contact with a revoked key', () => {
  it('says so, where encrypt refuses it and names contact', async () => {
    const dir = bundleOf(vendor, revoked);
    const refused = await run(['encrypt', '-o', '-', '--bundle', dir], { stdin: 'x' });
    expectRun(refused, { status: 17, stderr: new RegExp(`hint: codeship-sec contact --bundle ${dir}\n`) });
    const words = new RegExp(`\nKey usable +no: the key was revoked on ${TODAY}\n`);
    expectRun(await contact(dir), { status: 0, stdout: words, stderr: '' });
    expect(await keyJson(dir)).toMatchObject({
      status: 'revoked',
      revoked: { date: expect.stringContaining(TODAY), hard: true, reason: null },
    });
  });

  it('says so of a revocation that came by key update', async () => {
    const env = { XDG_DATA_HOME: emptyFolder() };
    const dir = bundleOf(vendor);
    expect(await keyJson(dir, env)).toMatchObject({ status: 'usable', revoked: null });
    const newer = join(emptyFolder(), 'newer.asc');
    writeFileSync(newer, revoked);
    expectRun(await run(['key', 'update', newer, '--bundle', dir], { env }), { status: 0 });
    expect((await contact(dir, [], env)).stdout).toMatch(/\nKey usable +no: the key was revoked on /);
    expect(await keyJson(dir, env)).toMatchObject({ status: 'revoked' });
    expect((await securityTxt(dir, env)).stdout).not.toContain('Encryption:');
  });

  it('the security.txt does not send anybody to it, and a warning says why', async () => {
    const result = await securityTxt(bundleOf(vendor, revoked));
    expectRun(result, {
      status: 0,
      stdout: `Contact: mailto:security@example.com\nExpires: ${SOON}T00:00:00Z\n`,
      stderr: `codeship-sec: warning: the security.txt does not name the key ${vendor.fingerprint}: the key was revoked on ${TODAY}\n`,
    });
  });

  it('the web page shows the date beside the other facts of the key', async () => {
    const { stdout } = await run(['web', '--bundle', bundleOf(vendor, revoked)]);
    expect(stdout).toContain(`<dt>Revoked</dt><dd>${TODAY}</dd>`);
  });
});

describe('contact with a key that has no use', () => {
  it('says that a key which only signs cannot be encrypted to, unless it is there to sign', async () => {
    const dir = bundleOf(signer);
    const reason = 'the certificate has no encryption key';
    expect((await contact(dir)).stdout).toMatch(new RegExp(`\nKey usable +no: ${reason}\n`));
    expect(await keyJson(dir)).toMatchObject({ status: 'no-encryption-key', revoked: null });
    const file = await securityTxt(dir);
    expect(file.stdout).not.toContain('Encryption:');
    expect(file.stderr).toContain(`does not name the key ${signer.fingerprint}: ${reason}`);
    const forSigning = bundleOf(signer, signer.certificate, { use: ['verify'] });
    expect((await contact(forSigning)).stdout).not.toContain('Key usable');
    expect(await keyJson(forSigning)).toMatchObject({ status: 'usable' });
  });

  it('says that the encryption subkey alone has expired; the security.txt names the key, with a warning', async () => {
    const dir = bundleOf(ended);
    const words =
      /\nKey usable +with a warning: the encryption subkey expired on .* ago\nKey expires +never\n/;
    expect((await contact(dir)).stdout).toMatch(words);
    expect(await keyJson(dir)).toMatchObject({ status: 'expired', expires: null });
    const print = `openpgp4fpr:${ended.fingerprint.toLowerCase()}`;
    expectRun(await securityTxt(dir), {
      status: 0,
      stdout: new RegExp(`\nEncryption: ${URL}\nEncryption: ${print}\n`),
      stderr: /warning: the security\.txt names the key [0-9A-F]+: the encryption subkey expired on /,
    });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, readKeys, revokeKey, type Subkey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectRun, root, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor, writeBundle } from '../../support/vendor.js';

const FINGERPRINT = 'BF842CD0556157CA2436CA61410599B006C51437';
const SUBKEY = 'D4FF47B402904ED65207E4535980A28BA8AC4C7D';

let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor();
});

describe('key', () => {
  it('refuses another certificate under the pinned name: 103, nothing on stdout', async () => {
    const other = await makeVendor();
    writeBundle(other.dir, { certificate: other.certificate, fingerprint: FINGERPRINT });
    expectRun(await run(['key', '--bundle', other.dir]), {
      status: 103,
      stdout: '',
      stderr: /error: the certificate is not the pinned one/,
    });
    const check = await run(['key', 'check', '--bundle', other.dir, '--json']);
    expect(JSON.parse(check.stdout)).toMatchObject({ status: 'pin-mismatch', exit: 103 });
    expectSchema('key-check', JSON.parse(check.stdout));
    expect(check.status).toBe(103);
  });

  it('prints the facts of the bundled certificate and the notices', async () => {
    const result = await run(['key']);
    expectRun(result, { status: 0, stderr: '' });
    for (const words of [
      'User ID            Security <security@codeship.com>',
      'Fingerprint        BF84 2CD0 5561 57CA 2436 CA61 4105 99B0 06C5 1437\n',
      'Key ID             410599B006C51437',
      'Algorithm          RSA 4096',
      'Created            2015-07-20',
      'Expires            2019-07-20 (expired 7 years ago)',
      'Encryption subkey  D4FF 47B4 0290 4ED6 5207 E453 5980 A28B A8AC 4C7D (RSA 4096, ',
      'Can encrypt today  yes, with a warning',
      'Pin                matches the fingerprint pinned in this program',
      'end of life',
      'Ask first          CloudBees, security@cloudbees.com: given for reports; that',
    ]) {
      expect(result.stdout).toContain(words);
    }
    // a line for each value: nothing is wrapped for a program
    expect(result.stdout).toMatch(/^Ask first {2}.*\(source: https:\S+\)\n$/m);
  });

  it('gives the same as JSON', async () => {
    const result = await run(['key', '--json']);
    expectRun(result, { status: 0, stderr: '' });
    const json = JSON.parse(result.stdout);
    expectSchema('key', json);
    expect(json.keys).toMatchObject([
      {
        name: null,
        use: ['encrypt', 'verify'],
        fingerprint: FINGERPRINT,
        encryption: { status: 'expired', possible: true, fingerprint: SUBKEY },
        pin: { fingerprint: FINGERPRINT, matches: true, source: 'program' },
      },
    ]);
    expect(json.notices).toHaveLength(3);
    expect(json.successor).toMatchObject({ name: 'CloudBees', address: 'security@cloudbees.com' });
  });

  it('gives for the program’s own files what it finds when it reads them afresh', async () => {
    const own = await run(['key', '--json']);
    const read = await run(['key', '--json', '--bundle', join(root, 'data')]);
    const expected = JSON.parse(own.stdout);
    expected.keys[0].pin.source = 'bundle';
    expect(JSON.parse(read.stdout)).toEqual(expected);
  });

  it('describes other kinds of keys', async () => {
    const modern = await makeVendor({ type: 'curve25519', config: { v6Keys: true } });
    const result = await run(['key', '--json', '--bundle', modern.dir]);
    expectRun(result, { status: 0, stderr: '' });
    expectSchema('key', JSON.parse(result.stdout));
    expect(JSON.parse(result.stdout).keys).toMatchObject([
      {
        version: 6,
        fingerprint: expect.stringMatching(/^[0-9A-F]{64}$/),
        encryption: { status: 'usable', possible: true },
      },
    ]);
  });
});

describe('key fingerprint', () => {
  it('prints the fingerprint and nothing else', async () => {
    expectRun(await run(['key', 'fingerprint']), { status: 0, stdout: `${FINGERPRINT}\n`, stderr: '' });
    const json = JSON.parse((await run(['key', 'fingerprint', '--json'])).stdout);
    expectSchema('key-fingerprint', json);
    expect(json).toEqual({ keys: [{ fingerprint: FINGERPRINT, name: null }] });
  });
});

describe('key check', () => {
  const check = async (dir?: string) => {
    const bundle = dir === undefined ? [] : ['--bundle', dir];
    const text = await run(['key', 'check', ...bundle]);
    const result = await run(['key', 'check', '--json', ...bundle]);
    const json = JSON.parse(result.stdout);
    expectSchema('key-check', json);
    const [key] = json.keys;
    expect(key).toMatchObject({ name: null, status: json.status, reason: json.reason });
    expect(json.exit).toBe(result.status);
    expectRun(text, { status: json.exit, stdout: `${json.status}: ${json.reason}\n`, stderr: '' });
    return json;
  };

  it('17 for the bundled key, which has expired', async () => {
    expect(await check()).toMatchObject({
      status: 'expired',
      exit: 17,
      reason: expect.stringMatching(/^the key expired on 2019-07-20, \d+ years ago$/),
    });
  });

  it('17 where the encryption subkey alone has expired: no word says that the key has', async () => {
    const DAY = 86_400_000;
    const date = new Date(Date.now() - 365 * DAY);
    const ended = (from: number, to: number) => ({
      type: 'ecc' as const,
      date,
      keyExpirationTime: (from * DAY) / 1000,
      subkeys: [{ keyExpirationTime: (to * DAY) / 1000 }],
    });
    const day = new Date(date.getTime() + 100 * DAY).toISOString().slice(0, 10);
    const { dir } = await makeVendor(ended(4000, 100));
    expect(await check(dir)).toMatchObject({
      status: 'expired',
      exit: 17,
      reason: `the encryption subkey expired on ${day}, 8 months ago`,
    });
    const shown = (await run(['key', '--bundle', dir])).stdout.replace(/\s+/g, ' ');
    expect(shown).toContain(
      'Can encrypt today yes, with a warning: the encryption subkey expired 8 months ago,',
    );
    const encrypt = (...options: string[]) =>
      run(['encrypt', '-o', '-', '--bundle', dir, ...options], { stdin: 'x' });
    const warning = `codeship-sec: warning: the encryption subkey expired on ${day} (8 months ago): `;
    expect((await encrypt()).stderr).toContain(warning);
    expectRun(await encrypt('--strict'), {
      status: 17,
      stdout: '',
      stderr: new RegExp(`: the key of Example is not used: the encryption subkey expired on ${day}, `),
    });
    const both = await makeVendor(ended(200, 100));
    expect((await check(both.dir)).reason).toMatch(/^the key expired on /);
  });

  it('17 for a revoked key', async () => {
    const { publicKey } = await revokeKey({
      key: vendor.privateKey,
      reasonForRevocation: { flag: 3, string: 'moved on' },
      format: 'armored',
    });
    const { dir } = await makeVendor();
    writeBundle(dir, { certificate: publicKey, fingerprint: vendor.fingerprint });
    expect(await check(dir)).toMatchObject({
      status: 'revoked',
      exit: 17,
      reason: expect.stringContaining('moved on'),
    });
  });

  it('17 for a key without an encryption subkey', async () => {
    const { dir } = await makeVendor({ subkeys: [] } as never);
    expect(await check(dir)).toMatchObject({ exit: 17, status: 'no-encryption-key' });
  });

  it('0 for a key that is usable without reservation', async () => {
    expect(await check(vendor.dir)).toMatchObject({ status: 'usable', exit: 0 });
  });
});

describe('key export', () => {
  it('has no JSON result: 2, as one JSON document', async () => {
    for (const args of [
      ['key', 'export', '--json'],
      ['--json', 'key', 'export'],
      ['key', '--json', 'export'],
    ]) {
      const result = await run(args);
      expect(result.status).toBe(2);
      expectSchema('error', JSON.parse(result.stdout));
    }
  });

  it('prints the armored certificate, which other programs read', async () => {
    const result = await run(['key', 'export']);
    expectRun(result, { status: 0, stderr: '' });
    expect(result.stdout).toMatch(
      /^-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n[\s\S]*\n-----END PGP PUBLIC KEY BLOCK-----\n$/,
    );
    const key = await readKey({ armoredKey: result.stdout });
    expect(key.getFingerprint().toUpperCase()).toBe(FINGERPRINT);
    expect(key.subkeys.map((subkey: Subkey) => subkey.getFingerprint().toUpperCase())).toEqual([SUBKEY]);
  });

  it('writes the binary form to stdout and to a file, the same bytes', async () => {
    const cwd = join(vendor.dir, '..');
    const piped = await run(['key', 'export', '--binary']);
    expectRun(piped, { status: 0, stderr: '' });
    const saved = await run(['key', 'export', '--binary', '-o', 'codeship.gpg'], { cwd });
    expectRun(saved, {
      status: 0,
      stdout: '',
      stderr: `codeship-sec: wrote codeship.gpg (${piped.bytes.length} bytes)\n`,
    });
    const [key] = await readKeys({ binaryKeys: piped.bytes });
    expect(key?.getFingerprint().toUpperCase()).toBe(FINGERPRINT);
  });

  it('does not write over the bundle that it reads, also with --force', async () => {
    const path = join(vendor.dir, 'vendor.asc');
    expectRun(await run(['key', 'export', '--bundle', vendor.dir, '-o', path, '--force']), {
      status: 59,
      stdout: '',
      stderr: /is the same file as an input/,
    });
    writeFileSync(path, vendor.certificate);
  });
});

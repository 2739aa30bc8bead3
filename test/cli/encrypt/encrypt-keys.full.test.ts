import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, type KeyOptions, type PrivateKey, readKey, revokeKey } from 'openpgp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const DAY = 86_400_000;
const me = { name: 'Reporter', email: 'me@example.org' };
let vendor: TestVendor;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
});
beforeEach(() => {
  cwd = emptyFolder();
  save('report.txt', 'the report');
});

function save(name: string, content: string | Uint8Array): string {
  writeFileSync(join(cwd, name), content);
  return name;
}

const make = async (options: Partial<KeyOptions> = {}): Promise<PrivateKey> =>
  (await generateKey({ type: 'ecc', userIDs: [me], ...options, format: 'object' })).privateKey;

const expired = { date: new Date(Date.now() - 100 * DAY), keyExpirationTime: (50 * DAY) / 1000 };

const encrypt = (...args: string[]) =>
  run(['encrypt', 'report.txt', '--bundle', vendor.dir, ...args], { cwd });

function expectNothingWritten(): void {
  expect(readdirSync(cwd).filter((name) => /\.tmp$|report\.txt\.(asc|gpg)/.test(name))).toEqual([]);
}

describe('--encrypt-to-self', () => {
  it.each<[string, () => Promise<string | Uint8Array>, number, RegExp]>([
    ['expired', async () => (await make(expired)).toPublic().armor(), 17, /own\.asc .*expired on/],
    [
      'revoked',
      async () => (await revokeKey({ key: await make(), format: 'object' })).publicKey.armor(),
      17,
      /own\.asc .*revoked on/,
    ],
    ['a secret key', async () => (await make()).armor(), 41, /own\.asc: this is a secret key/],
    ['garbage', async () => 'garbage', 41, /own\.asc: /],
    ['the vendor’s own', async () => vendor.certificate, 2, /vendor's own certificate/],
    [
      'two certificates',
      async () => (await make()).toPublic().armor() + (await make()).toPublic().armor(),
      41,
      /one certificate is expected/,
    ],
    [
      'a subkey of RSA 1024',
      async () =>
        (await make({ type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } })).toPublic().armor(),
      17,
      /1024 bits/,
    ],
  ])('refuses a certificate: %s', async (_name, certificate, status, stderr) => {
    save('own.asc', await certificate());
    expectRun(await encrypt('--encrypt-to-self', 'own.asc'), { status, stdout: '', stderr });
    expectNothingWritten();
  });

  it('refuses a missing one, and standard input', async () => {
    expectRun(await encrypt('--encrypt-to-self', 'none'), { status: 61, stdout: '' });
    expectRun(await encrypt('--encrypt-to-self', '-'), { status: 2, stdout: '' });
  });

  it.each<[string, Partial<KeyOptions>]>([
    ['v4', {}],
    ['v6', { type: 'curve25519', config: { v6Keys: true } }],
  ])('lets both read it, though the vendor’s key has expired: own key %s', async (_name, options) => {
    const own = await make(options);
    const late = await makeVendor({ type: 'ecc', ...expired });
    save('own.asc', own.toPublic().armor());
    const result = await run(
      ['encrypt', 'report.txt', '--bundle', late.dir, '--encrypt-to-self', 'own.asc', '-o', '-'],
      { cwd },
    );
    expectRun(result, {
      status: 0,
      stderr: /readable with the key of Reporter <me@example\.org>:\n[\s\S]*warning: the key expired/,
    });
    for (const key of [own, late.privateKey]) {
      expect((await openMessage(result.bytes, key)).data.toString()).toBe('the report');
    }
  });
});

describe('--sign-with', () => {
  it.each<[string, () => Promise<string | Uint8Array>, number, RegExp]>([
    ['a certificate', async () => (await make()).toPublic().armor(), 79, /public half/],
    ['a binary certificate', async () => (await make()).toPublic().write(), 79, /public half/],
    ['an expired key', async () => (await make(expired)).armor(), 79, /expired on/],
    [
      'a revoked key',
      async () => (await revokeKey({ key: await make(), format: 'object' })).privateKey.armor(),
      79,
      /revoked on/,
    ],
    [
      'a key without its secret half',
      async () => {
        const key = await make();
        (key.keyPacket as { makeDummy?: () => void }).makeDummy?.();
        return key.armor();
      },
      79,
      /without the secret half/,
    ],
    ['garbage', async () => 'garbage', 41, /not an OpenPGP secret key/],
    [
      'two keys',
      async () => (await make()).armor() + (await make()).armor(),
      41,
      /one secret key is expected/,
    ],
    [
      'a locked key and no terminal',
      async () => locked('pass'),
      67,
      /no terminal[\s\S]*name it with --passphrase-file\n$/,
    ],
  ])('refuses %s', async (_name, key, status, stderr) => {
    save('key.asc', await key());
    expectRun(await encrypt('--sign-with', 'key.asc'), { status, stdout: '', stderr });
    expectNothingWritten();
  });

  it('refuses a wrong pass phrase, a missing file of it, and one without a key to go with', async () => {
    save('key.asc', await locked('right'));
    const withPhrase = (text: string) =>
      encrypt('--sign-with', 'key.asc', '--passphrase-file', save('phrase', text));
    expectRun(await withPhrase('wrong'), { status: 67, stdout: '', stderr: /does not unlock/ });
    expectRun(await withPhrase(''), { status: 67, stdout: '' });
    // one newline at the end is dropped, not two
    expectRun(await withPhrase('right\n\n'), { status: 67, stdout: '' });
    expectRun(await encrypt('--sign-with', 'key.asc', '--passphrase-file', 'none'), {
      status: 61,
      stdout: '',
    });
    expectRun(await encrypt('--passphrase-file', 'phrase'), { status: 2, stdout: '' });
    expectRun(await encrypt('--sign-with', '-'), { status: 2, stdout: '' });
    expectNothingWritten();
  });

  it.each([
    ['right', 'right'],
    ['right', 'right\n'],
    ['right', 'right\r\n'],
    ['mit Leerzeichen und ü ', 'mit Leerzeichen und ü \n'],
  ])('unlocks with the file’s text without its final newline: %j, %j', async (phrase, text) => {
    save('key.asc', await locked(phrase));
    const result = await encrypt(
      '--sign-with',
      'key.asc',
      '--passphrase-file',
      save('phrase', text),
      '-o',
      '-',
    );
    expectRun(result, { status: 0, stderr: /signed with the key of Reporter/ });
  });

  it.each<[string, Partial<KeyOptions>, (key: PrivateKey) => string | Uint8Array]>([
    ['armored', {}, (key) => key.armor()],
    ['binary', {}, (key) => key.write()],
    ['with a signing subkey', { subkeys: [{ sign: true }, {}] }, (key) => key.armor()],
    ['RSA', { type: 'rsa', rsaBits: 2048 }, (key) => key.armor()],
    ['v6', { type: 'curve25519', config: { v6Keys: true } }, (key) => key.armor()],
  ])('signs, dated now, though the vendor’s key has expired: %s', async (_name, options, serialise) => {
    const key = await make(options);
    const late = await makeVendor({ type: 'ecc', ...expired });
    save('key.asc', serialise(key));
    const args = [
      'encrypt',
      'report.txt',
      '--bundle',
      late.dir,
      '--sign-with',
      'key.asc',
      '--json',
      '-o',
      'out.asc',
    ];
    const result = await run(args, { cwd });
    expectRun(result, { status: 0 });
    const report = JSON.parse(result.stdout);
    expectSchema('encrypt', report);
    expect(report).toMatchObject({
      keyExpired: true,
      signer: { userID: 'Reporter <me@example.org>', fingerprint: key.getFingerprint().toUpperCase() },
    });
    const { readFileSync } = await import('node:fs');
    const message = readFileSync(join(cwd, 'out.asc'));
    const signers = [await readKey({ binaryKey: key.toPublic().write() })];
    const opened = await openMessage(message, late.privateKey, signers);
    expect(opened.data.toString()).toBe('the report');
    expect(opened.signedBy).toHaveLength(1);
  });
});

async function locked(passphrase: string): Promise<string> {
  return (await make({ passphrase })).armor();
}

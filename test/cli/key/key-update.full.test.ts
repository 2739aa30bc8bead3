import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, encrypt, type PrivateKey, readKey, reformatKey, revokeKey, sign } from 'openpgp';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

let vendor: TestVendor;
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  // a year old, expired a month ago
  vendor = await makeVendor({ type: 'ecc', date: ago(365), keyExpirationTime: (335 * DAY) / 1000 });
  folder = emptyFolder();
  env = { XDG_DATA_HOME: join(folder, 'data') };
});

const cli = (...args: string[]) => run([...args, '--bundle', vendor.dir], { cwd: folder, env });
const save = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return name;
};
const stored = () => {
  try {
    return readdirSync(join(folder, 'data/codeship-sec/certificates'));
  } catch {
    return [];
  }
};

/** The vendor's key with a new expiry date (`undefined`: never). */
async function renewed(keyExpirationTime?: number): Promise<PrivateKey> {
  const options = {
    privateKey: vendor.privateKey,
    userIDs: [{ name: 'Example Security', email: 'security@example.com' }],
    format: 'object' as const,
  };
  const { privateKey } = await reformatKey({
    ...options,
    ...(keyExpirationTime ? { keyExpirationTime } : {}),
    date: ago(1),
  });
  return privateKey;
}

describe('key update', () => {
  it('refuses another key (103), a secret key and garbage (41), a missing file (61); nothing is stored', async () => {
    const other = await makeVendor({ type: 'ecc' });
    const cases: [string | Uint8Array, number, RegExp][] = [
      [other.certificate, 103, /not the pinned one/],
      [vendor.secretKey, 41, /secret key/],
      ['garbage', 41, /this is a text without a certificate/],
      ['', 41, /empty/],
      [other.certificate + other.certificate, 103, /not the pinned one/],
    ];
    for (const [content, status, stderr] of cases) {
      expectRun(await cli('key', 'update', save('newer.asc', content)), { status, stdout: '', stderr });
    }
    expectRun(await cli('key', 'update', 'missing.asc'), { status: 61, stdout: '' });
    expect(stored()).toEqual([]);
  });

  it('drops what the key has not signed: a stranger’s user ID, subkey and certification', async () => {
    const stranger = await makeVendor({
      type: 'ecc',
      userIDs: [{ name: 'Forged', email: 'forged@example.net' }],
    });
    const forged = await readKey({ armoredKey: vendor.certificate });
    const theirs = await readKey({ armoredKey: stranger.certificate });
    forged.users.push(...theirs.users);
    forged.subkeys.push(...theirs.subkeys);
    forged.users[0]?.otherCertifications.push(...(theirs.users[0]?.selfCertifications ?? []));
    const result = await cli('key', 'update', save('forged.asc', forged.armor()));
    expectRun(result, { status: 0, stdout: 'nothing new\n', stderr: '' });
    expect(stored()).toEqual([]);
    expect((await cli('key')).stdout).not.toContain('Forged');
  });

  it('takes a new expiry date: the warning goes away, and every command says what it uses', async () => {
    save('report.txt', 'text');
    expectRun(await cli('encrypt', '-o', '-', 'report.txt'), {
      status: 0,
      stderr: /warning: the key expired/,
    });
    expectRun(await cli('key', 'check'), { status: 17 });
    const newer = save('newer.asc', (await renewed()).toPublic().armor());
    const result = await cli('key', 'update', newer, '--json');
    expectSchema('key-update', JSON.parse(result.stdout));
    expectRun(result, { status: 0, stderr: /stored in .*every command that works with the key uses it/ });
    expect(stored()).toEqual([`${vendor.fingerprint.toLowerCase()}.pgp`]);
    const again = await cli('encrypt', '-o', '-', 'report.txt');
    expectRun(again, { status: 0, stderr: /the key is used as updated on \d{4}-/ });
    expect(again.stderr).not.toContain('warning');
    for (const command of [
      ['key'],
      ['key', 'check'],
      ['key', 'fingerprint'],
      ['key', 'export'],
      ['contact'],
    ]) {
      expectRun(await cli(...command), { status: 0, stderr: /the key is used as updated on/ });
    }
    const facts = JSON.parse((await cli('key', '--json')).stdout);
    expectSchema('key', facts);
    expect(facts.keys[0]).toMatchObject({ expires: null, encryption: { status: 'usable' } });
    expectRun(await cli('key', 'update', newer), { status: 0, stdout: 'nothing new\n' });
  });

  it('keeps a copy for each fingerprint, readable by its owner alone; reset removes it', async () => {
    await cli('key', 'update', save('newer.asc', (await renewed()).toPublic().armor()));
    if (process.platform !== 'win32')
      expect(statSync(join(folder, 'data/codeship-sec/certificates')).mode & 0o77).toBe(0);
    const own = await run(['key'], { env });
    expectRun(own, { status: 0, stderr: '' });
    const reset = await cli('key', 'reset', '--json');
    expectSchema('key-reset', JSON.parse(reset.stdout));
    expect(JSON.parse(reset.stdout).removed).toEqual([
      expect.stringContaining(vendor.fingerprint.toLowerCase()),
    ]);
    expect(stored()).toEqual([]);
    expectRun(await cli('key', 'reset'), { status: 0, stdout: 'there was nothing to remove\n', stderr: '' });
    expectRun(await cli('key', 'check'), { status: 17, stderr: '' });
  });

  it.each(['a certificate', 'a revocation by itself'])(
    'takes a revocation (%s): encrypt refuses from then on, reset or not of the expiry',
    async (form) => {
      save('report.txt', 'text');
      const { publicKey } = await revokeKey({
        key: vendor.privateKey,
        format: 'object',
        reasonForRevocation: { flag: 3, string: 'moved on' },
      });
      const alone = await publicKey.getRevocationCertificate();
      const result = await cli(
        'key',
        'update',
        save('revoked.asc', form === 'a certificate' ? publicKey.armor() : String(alone)),
      );
      expectRun(result, {
        status: 0,
        stdout: /^revoked: the key, on /,
        stderr: /warning: encrypt refuses this key/,
      });
      const refused = await cli('encrypt', 'report.txt');
      expectRun(refused, { status: 17, stdout: '', stderr: /revoked on .*retired: moved on/ });
      expect(refused.stderr).toMatch(/updated on .*, and that update revokes it: nobody should encrypt/);
      expect(refused.stderr).toMatch(/\ncodeship-sec: hint: codeship-sec contact --bundle /);
      for (const command of [['key'], ['key', 'check'], ['contact'], ['encrypt', 'report.txt']]) {
        expect((await cli(...command)).stderr, command.join(' ')).not.toContain('key reset');
      }
      await cli('key', 'update', save('newer.asc', (await renewed()).toPublic().armor()));
      expectRun(await cli('encrypt', 'report.txt'), { status: 17, stdout: '', stderr: /revoked on/ });
      expect(readdirSync(folder)).not.toContain('report.txt.asc');
    },
  );

  it('reset says what it means to take a revocation back', async () => {
    const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'object' });
    await cli('key', 'update', save('revoked.asc', publicKey.armor()));
    const reset = await cli('key', 'reset');
    expectRun(reset, {
      status: 0,
      stdout: /^removed /,
      stderr:
        /^codeship-sec: warning: that copy held a revocation of the key.*\n.*: key update takes the revocation over again/,
    });
  });

  it('refuses a revocation by another key: 103', async () => {
    const other = await makeVendor({ type: 'ecc' });
    const { publicKey } = await revokeKey({ key: other.privateKey, format: 'object' });
    const alone = String(await publicKey.getRevocationCertificate());
    expectRun(await cli('key', 'update', save('revoked.asc', alone)), { status: 103, stdout: '' });
  });

  it('refuses messages and signatures for what they are, armored or binary: 41', async () => {
    const text = await createMessage({ text: 'a report' });
    const strangers = await makeVendor({ type: 'ecc' });
    const encryptionKeys = await readKey({ armoredKey: strangers.certificate });
    const signingKeys = await renewed();
    const message = /: this is OpenPGP data of another kind, not a certificate\n/;
    const signature = /: this is a signature of something else, not a certificate or its revocation\n/;
    const given = { message: text, format: 'object' as const };
    const messages = [
      await encrypt({ ...given, encryptionKeys }),
      await encrypt({ ...given, passwords: 'x' }),
      await sign({ ...given, signingKeys }),
    ];
    const detached = await sign({ ...given, signingKeys, detached: true });
    const cases: [string | Uint8Array, RegExp][] = [
      ...messages.flatMap((one): [string | Uint8Array, RegExp][] => [
        [one.armor(), message],
        [one.write(), message],
      ]),
      [detached.armor(), message],
      [detached.write(), signature],
      [Buffer.from('\u02c8bericht', 'utf8'), /the certificate is not OpenPGP data or is damaged/],
    ];
    for (const [content, stderr] of cases) {
      const result = await cli('key', 'update', save('other.asc', content));
      expectRun(result, { status: 41, stdout: '', stderr });
    }
    expect(stored()).toEqual([]);
  });

  it('takes a new subkey and encrypts to it', async () => {
    const more = await vendor.privateKey.addSubkey({ type: 'ecc', date: ago(2) });
    const fingerprint = more.subkeys.at(-1)?.getFingerprint().toUpperCase();
    const result = await cli('key', 'update', save('newer.asc', more.toPublic().write()), '--json');
    expect(JSON.parse(result.stdout).keys[0].changes).toEqual([
      { what: 'new', component: 'subkey', fingerprint, date: expect.any(String) },
    ]);
  });

  it('checks the stored copy at each use: damaged 41, another key 103, and reset as the way out', async () => {
    await cli('key', 'update', save('newer.asc', (await renewed()).toPublic().armor()));
    const path = join(folder, 'data/codeship-sec/certificates', stored()[0] ?? '');
    const good = readFileSync(path);
    const bad = Buffer.from(good);
    bad[bad.length - 9] = (bad[bad.length - 9] ?? 0) ^ 1;
    writeFileSync(path, bad);
    expectRun(await cli('key'), {
      status: 41,
      stdout: '',
      stderr: /damaged[^\n]*\n[^\n]*codeship-sec key reset/,
    });
    const other = await makeVendor({ type: 'ecc' });
    writeFileSync(path, other.privateKey.toPublic().write());
    expectRun(await cli('encrypt', '-o', '-'), { status: 103, stdout: '', stderr: /key reset/ });
    expectRun(await cli('key', 'check'), {
      status: 103,
      stdout: /^pin-mismatch: the updated key .*: the certificate is not the pinned one/,
      stderr: /^codeship-sec: hint: codeship-sec key reset --bundle \S+\n$/,
    });
    expectRun(await cli('key', 'reset'), { status: 0, stdout: /^removed / });
    expectRun(await cli('key'), { status: 0, stderr: '' });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMessage } from '../support/decrypt.js';
import { cleartext } from '../support/messages.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { makeVendor, type TestVendor, writeManifest } from '../support/vendor.js';

const DAY = 86_400_000;
let ann: TestVendor;
let ben: TestVendor;
let old: TestVendor;
let gone: string;
let stranger: TestVendor;

const person = (name: string, more: object = {}) =>
  makeVendor({ type: 'ecc', userIDs: [{ name, email: `${name}@example.com` }], ...more } as never);

beforeAll(async () => {
  const ended = { date: new Date(Date.now() - 400 * DAY), keyExpirationTime: (100 * DAY) / 1000 };
  [ann, ben, old, stranger] = await Promise.all([
    person('ann'),
    person('ben'),
    person('old', ended),
    person('eve'),
  ]);
  gone = (await revokeKey({ key: ben.privateKey, format: 'armored' })).publicKey;
});

const pin = ({ fingerprint }: TestVendor, more: object = {}) => ({
  file: 'all.asc',
  fingerprint,
  ...more,
});

/** A bundle with these keys, all in one file. */
function team(keys: object[], file = ann.certificate + ben.certificate + old.certificate, more = {}): string {
  const dir = join(emptyFolder(), 'team');
  return writeManifest(dir, { contacts: ['mailto:ann@example.com'], keys, ...more }, { 'all.asc': file });
}

const encrypt = (dir: string, ...options: string[]) =>
  run(['encrypt', '-o', '-', '--bundle', dir, ...options], { stdin: 'a report' });

describe('key and contact with several keys', () => {
  it('show each, in the order of the bundle, by its name and use', async () => {
    const dir = team([pin(ben, { name: 'Ben', use: ['verify'] }), pin(ann)]);
    const key = (await run(['key', '--bundle', dir])).stdout;
    expect(key.replace(/[ \n]+/g, ' ')).toMatch(
      /^Key of Ben User ID ben <ben@example\.com> .*Used to sign, not to encrypt reports .* User ID ann /,
    );
    const json = JSON.parse((await run(['key', '--json', '--bundle', dir])).stdout);
    expectSchema('key', json);
    expect(json.keys).toMatchObject([
      { name: 'Ben', use: ['verify'], fingerprint: ben.fingerprint },
      { name: null, use: ['encrypt', 'verify'], fingerprint: ann.fingerprint },
    ]);
    const contact = JSON.parse((await run(['contact', '--json', '--bundle', dir])).stdout);
    expectSchema('contact', contact);
    expect(contact.keys).toMatchObject([{ name: 'Ben' }, { name: null }]);
  });

  it('key fingerprint is a line each; key export has all', async () => {
    const dir = team([pin(ben), pin(ann)]);
    expectRun(await run(['key', 'fingerprint', '--bundle', dir]), {
      status: 0,
      stdout: `${ben.fingerprint}\n${ann.fingerprint}\n`,
    });
    const { stdout } = await run(['key', 'export', '--bundle', dir]);
    const blocks = stdout.split(/(?=-----BEGIN)/);
    const keys = await Promise.all(blocks.map((armoredKey) => readKey({ armoredKey })));
    expect(keys.map((key) => key.getFingerprint().toUpperCase())).toEqual([ben.fingerprint, ann.fingerprint]);
    expectRun(await run(['key', 'export', '-o', 'all.gpg', '--binary', '--bundle', dir], { cwd: dir }), {
      status: 0,
    });
    const again = await run(['key', 'update', 'all.gpg', '--bundle', dir], { cwd: dir });
    expectRun(again, {
      status: 0,
      stdout: `${ben.fingerprint}:\nnothing new\n${ann.fingerprint}:\nnothing new\n`,
    });
  });

  it('key check: the first that is not good decides; another key under a pin is 103', async () => {
    expectRun(await run(['key', 'check', '--bundle', team([pin(ann), pin(ben)])]), { status: 0 });
    const dir = team([pin(ann), pin(old)]);
    const text = await run(['key', 'check', '--bundle', dir]);
    const lines = `^usable: ${ann.fingerprint}: .*\nexpired: ${old.fingerprint}: the key expired on .*\n$`;
    expectRun(text, { status: 17, stdout: new RegExp(lines) });
    const json = JSON.parse((await run(['key', 'check', '--json', '--bundle', dir])).stdout);
    expectSchema('key-check', json);
    expect(json).toMatchObject({ status: 'expired', keys: [{ status: 'usable' }, { status: 'expired' }] });
    const wrong = await run(['key', 'check', '--bundle', team([pin(old), pin(stranger)])]);
    expectRun(wrong, { status: 103, stdout: /^pin-mismatch: keys\[1\]: the certificate is not the pinned/ });
  });

  it('key check: one that signs and does not encrypt is good for its use', async () => {
    const signer = await person('sig', { subkeys: [] });
    const dir = team([pin(signer, { use: ['verify'] }), pin(ann)], ann.certificate + signer.certificate);
    expectRun(await run(['key', 'check', '--bundle', dir]), { status: 0, stdout: /can sign\n.*can encrypt/ });
  });

  it('key update takes a copy of any that is pinned, and of no other', async () => {
    const env = { XDG_DATA_HOME: emptyFolder() };
    const dir = team([pin(ann), pin(ben)]);
    const newer = join(emptyFolder(), 'newer.asc');
    writeFileSync(newer, gone);
    const result = await run(['key', 'update', newer, '--json', '--bundle', dir], { env });
    expectSchema('key-update', JSON.parse(result.stdout));
    expect(JSON.parse(result.stdout).keys).toMatchObject([
      { fingerprint: ben.fingerprint, status: 'revoked', changes: [{ what: 'revoked' }] },
    ]);
    const encrypted = await run(['encrypt', '-o', '-', '--bundle', dir], { stdin: 'x', env });
    expectRun(encrypted, {
      status: 0,
      stderr: new RegExp(`left out: the key ${ben.fingerprint}: .*revoked`),
    });
    writeFileSync(newer, stranger.certificate);
    expectRun(await run(['key', 'update', newer, '--bundle', dir], { env }), { status: 103, stdout: '' });
    expectRun(await run(['key', 'reset', '--bundle', dir], { env }), { status: 0, stdout: /^removed / });
  });
});

describe('encrypt to several keys', () => {
  it('each of them decrypts it', async () => {
    const message = await encrypt(team([pin(ann), pin(ben), pin(old, { use: ['verify'] })]));
    expectRun(message, {
      status: 0,
      stderr: /^codeship-sec: wrote[^\n]*\n(?:.*readable with.*\n.*[0-9A-F]{40}\n){2}/,
    });
    for (const { privateKey } of [ann, ben]) {
      expect((await openMessage(message.bytes, privateKey)).data.toString()).toBe('a report');
    }
    await expect(openMessage(message.bytes, old.privateKey)).rejects.toThrow();
  });

  it('those that cannot be used are named and left out; under --strict each must be valid', async () => {
    const dir = team(
      [pin(old, { name: 'Old' }), pin(ben), pin(ann)],
      old.certificate + gone + ann.certificate,
    );
    const message = await encrypt(dir);
    expectRun(message, { status: 0, stderr: /readable only with the key of ann/ });
    expect(message.stderr).toContain(`warning: left out: the key ${old.fingerprint} of Old: the key expired`);
    expect(message.stderr).toContain(`warning: left out: the key ${ben.fingerprint}: the key was revoked`);
    await expect(openMessage(message.bytes, old.privateKey)).rejects.toThrow();
    expectRun(await encrypt(dir, '--strict'), { status: 17, stdout: '', stderr: /not every one is usable/ });
  });

  it('expired ones are used where none is valid; where all are revoked, none', async () => {
    const dir = team([pin(old), pin(ben)], old.certificate + gone);
    const message = await encrypt(dir);
    expectRun(message, { status: 0, stderr: /warning: .*the key expired on .* no less secret/ });
    expect((await openMessage(message.bytes, old.privateKey)).data.toString()).toBe('a report');
    expectRun(await encrypt(team([pin(ben)], gone)), { status: 17, stdout: '', stderr: /was revoked on/ });
  });

  it('the address of any of them will do', async () => {
    const dir = team([pin(ben), pin(ann)]);
    expect((await encrypt(dir)).stderr).not.toContain('no user ID');
    const other = team([pin(ben), pin(ann)], undefined, { contacts: ['mailto:team@example.com'] });
    expect((await encrypt(other)).stderr).toContain('no user ID of the key has the address team@example.com');
  });
});

describe('verify with several keys', () => {
  const verify = async (dir: string, signer: TestVendor, ...options: string[]) =>
    run(['verify', '--bundle', dir, ...options], { stdin: await cleartext(signer.privateKey, 'a text') });

  it('any with that use will do, and which one signed is said', async () => {
    const dir = team([pin(ann, { use: ['encrypt'] }), pin(ben, { name: 'Releases' })]);
    expectRun(await verify(dir, ben), {
      status: 0,
      stdout:
        /^GENUINE: signed by Example's key\n[\s\S]*Signed by +Example, with the key of Releases, as the bundle/,
    });
    for (const other of [ann, stranger]) {
      expectRun(await verify(dir, other), { status: 3, stdout: /^NOT GENUINE: not signed by the vendor/ });
    }
    const { signatures } = JSON.parse((await verify(dir, ben, '--json')).stdout);
    expect(signatures).toMatchObject([{ status: 'good', primaryFingerprint: ben.fingerprint }]);
  });

  it('each is judged alone: a revoked one takes nothing from another', async () => {
    const dir = team([pin(ben), pin(ann)], gone + ann.certificate);
    expectRun(await verify(dir, ann), { status: 0 });
    expectRun(await verify(dir, ben), {
      status: 3,
      stdout: /^NOT GENUINE: signed with a key that the vendor/,
    });
  });

  it('--addressed asks for those that are encrypted to', async () => {
    const dir = team([pin(ann), pin(ben, { use: ['verify'] })]);
    const addressed = async (to: string) =>
      run(['verify', '--addressed', '--bundle', dir], { stdin: (await encrypt(to)).stdout });
    expectRun(await addressed(dir), { status: 0 });
    expectRun(await addressed(team([pin(ben)])), { status: 4 });
  });
});

describe('a vendor without a key', () => {
  it.each([
    ['mailto:security@example.com', 'reports go to security@example.com'],
    ['https://example.com/report', 'reports go to https://example.com/report'],
  ])('%s: 17, with where to report; page and contact work', async (contact, words) => {
    const dir = writeManifest(join(emptyFolder(), 'none'), { contacts: [contact] }, {});
    for (const args of [
      ['encrypt'],
      ['encrypt', '--email'],
      ['verify'],
      ['key'],
      ['key', 'export'],
      ['key', 'fingerprint'],
    ]) {
      const result = await run([...args, '--bundle', dir], { stdin: 'x' });
      expectRun(result, { status: 17, stdout: '', stderr: /error: Example publishes no OpenPGP key/ });
      expect(result.stderr).toContain(`\ncodeship-sec: ${words}\n`);
    }
    expectRun(await run(['key', 'check', '--bundle', dir]), { status: 17, stdout: /^no-encryption-key: / });
    expectRun(await run(['show', '--bundle', dir]), { status: 0, stderr: '' });
    const result = await run(['contact', '--bundle', dir]);
    expectRun(result, { status: 0, stdout: /Key +none: the vendor publishes no OpenPGP key\n/ });
    const json = JSON.parse((await run(['contact', '--json', '--bundle', dir])).stdout);
    expectSchema('contact', json);
    expect(json).toMatchObject({ contacts: [contact], keys: [] });
  });

  it('a key without an address: the next step names the form', async () => {
    const dir = team([pin(ann)], undefined, { contacts: ['https://example.com/report', 'tel:+1-201'] });
    expectRun(await encrypt(dir), {
      status: 0,
      stderr: /hand in the message at https:\/\/example\.com\/report, under a title that says nothing; keep/,
    });
    const json = await run(['encrypt', '-o', 'x.asc', '--json', '--bundle', dir], { cwd: dir, stdin: 'x' });
    expectSchema('encrypt', JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout)).toMatchObject({
      address: null,
      contacts: ['https://example.com/report', 'tel:+1-201'],
    });
    expectRun(await run(['report', '--bundle', dir]), {
      status: 0,
      stdout: /\n- To: https:\/\/example\.com\/report\n/,
    });
  });

  it.each([
    ['https://example.com/report', 'https://example.com/report'],
    ['tel:+1-201', '+1-201'],
  ])('an encrypted mail without an address: 2, with where else to go (%s)', async (contact, words) => {
    const dir = team([pin(ann)], undefined, { contacts: [contact] });
    const result = await run(['encrypt', '--email', '--bundle', dir], { stdin: 'x' });
    expectRun(result, {
      status: 2,
      stdout: '',
      stderr: /error: Example has no mail address, which --email needs\n/,
    });
    expect(result.stderr).toContain(`: reports go to ${words}: encrypt the report alone`);
    expect(result.stderr).toContain(`hint: codeship-sec encrypt --bundle ${dir}\n`);
  });
});

describe('--bundle', () => {
  it('takes bundle.json itself, and no other file', async () => {
    const dir = team([pin(ann)]);
    const path = join(dir, 'bundle.json');
    const stdout = `${ann.fingerprint}\n`;
    expectRun(await run(['key', 'fingerprint', '--bundle', path]), { status: 0, stdout });
    expectRun(await run(['key', 'fingerprint'], { env: { CODESHIP_SEC_BUNDLE: path } }), {
      status: 0,
      stdout,
    });
    expectRun(await run(['key', '--bundle', join(dir, 'all.asc')]), {
      status: 61,
      stderr: /all\.asc is not a folder that can be read\n.*bundle\.json, or that file/,
    });
  });
});

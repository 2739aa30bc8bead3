import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateKey, readPrivateKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { openMessage } from '../support/decrypt.js';
import { cleartext } from '../support/messages.js';
import { expectRun, type RunOptions, root, run, scrubbed } from '../support/run.js';
import { expectSchema } from '../support/schema.js';

/** The keys of the examples were made in June 2026; one ends in January 2027. */
const NOW = '2026-12-01T00:00:00Z';
const env = {
  TEST_CLOCK: NOW,
  NODE_OPTIONS: `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/clock.cjs')}`,
};

const dirOf = (name: string) => join(root, 'test/fixtures/vendors', name);
const cli = (name: string, args: string[], options: RunOptions = {}) =>
  run([...args, '--bundle', dirOf(name)], { ...options, env });

async function secretKeys(name: string): Promise<PrivateKey[]> {
  const blocks = readFileSync(join(dirOf(name), 'only-for-tests.secret.asc'), 'utf8').split(/(?=-----BEGIN)/);
  return Promise.all(blocks.map((armoredKey) => readPrivateKey({ armoredKey })));
}

const encrypted = async (name: string) => {
  const result = await cli(name, ['encrypt', '-o', '-'], { stdin: 'a report' });
  expectRun(result, { status: 0, stderr: /^codeship-sec: wrote the message/ });
  return result;
};

describe('a page on GitHub with a form and no key', () => {
  it('is read as GitHub shows it; reports go to the form', async () => {
    expectRun(await cli('form', ['show']), { status: 0, stdout: /Security Policy\n[\s\S]*with this form/ });
    for (const command of ['encrypt', 'verify', 'key']) {
      const result = await cli('form', [command], { stdin: 'x' });
      expectRun(result, {
        status: 17,
        stdout: '',
        stderr: /Formosa publishes no OpenPGP key\n.*advisories\/new/,
      });
    }
    expectRun(await cli('form', ['contact']), {
      status: 0,
      stdout:
        /^Vendor +Formosa\nContact +https:\/\/github\.com\/formosa\/formosa\/security\/advisories\/new\n/,
    });
    const check = await run(['bundle', 'check', dirOf('form')], { env });
    expectRun(check, { status: 0, stdout: /^doubtful: keys: [^\n]*\(no-key\)\ngood: /, stderr: '' });
  });
});

describe.each([
  ['jekyll', 'Quillworks'],
  ['expiring', 'Ebb'],
  ['v6', 'Sextant'],
])('%s: a vendor with one key', (name, vendor) => {
  it('works from end to end', async () => {
    expectRun(await cli(name, ['show']), {
      status: 0,
      stdout: new RegExp(`${vendor} security`, 'i'),
      stderr: '',
    });
    const { fingerprint } = JSON.parse((await cli(name, ['key', '--json'])).stdout).keys[0];
    const [key] = (await secretKeys(name)) as [PrivateKey];
    expect(fingerprint).toBe(key.getFingerprint().toUpperCase());
    expectRun(await cli(name, ['key', 'check']), { status: 0, stdout: /^usable: / });
    const message = await encrypted(name);
    expect((await openMessage(message.bytes, key)).data.toString()).toBe('a report');
    const signed = await cleartext(key, 'an advisory', new Date('2026-11-01T00:00:00Z'));
    expectRun(await cli(name, ['verify'], { stdin: signed }), {
      status: 0,
      stdout: new RegExp(`^GENUINE: signed by ${vendor}'s key\n`),
    });
    expectRun(await cli(name, ['contact']), { status: 0, stdout: new RegExp(`^Vendor +${vendor}\n`) });
  });
});

describe('a team with three keys', () => {
  it('Ann and Ben read reports, the releases sign', async () => {
    const [ann, ben, releases] = (await secretKeys('team')) as [PrivateKey, PrivateKey, PrivateKey];
    expectRun(await cli('team', ['key', 'check']), { status: 0 });
    const message = await encrypted('team');
    for (const key of [ann, ben]) {
      expect((await openMessage(message.bytes, key)).data.toString()).toBe('a report');
    }
    const signed = await cleartext(releases, 'an advisory', new Date('2026-11-01T00:00:00Z'));
    expectRun(await cli('team', ['verify'], { stdin: signed }), {
      status: 0,
      stdout: /^GENUINE: [\s\S]*Signed by +Tern, with the key of the releases, as the bundle at/,
    });
    const txt = await cli('team', ['contact', '--security-txt', '--expires', '2027-06-30']);
    expectRun(txt, { status: 0, stderr: '' });
    expect(txt.stdout).toMatch(
      /^Contact: mailto:ann@tern\.example\nContact: mailto:ben@tern\.example\nExpires: .*\n(?:Encryption: openpgp4fpr:[0-9a-f]{40}\n){2}Preferred-Languages: en, fr\nPolicy: https/,
    );
  });
});

describe('bundle check', () => {
  it.each(['jekyll', 'team', 'v6'])('%s: good, with nothing to say', async (name) => {
    const result = await run(['bundle', 'check', dirOf(name)], { env });
    expectRun(result, { status: 0, stdout: `good: ${dirOf(name)}\n`, stderr: '' });
  });

  it('a key about to expire is doubtful, and wrong where --within asks', async () => {
    expectRun(await run(['bundle', 'check', dirOf('expiring')], { env }), {
      status: 0,
      stdout:
        /^doubtful: key\.file: key\.asc: the key ends on 2027-01-15, in 45 days \(key-ends-soon\)\ngood: /,
    });
    const json = await run(['bundle', 'check', '--within', '60d', '--json', dirOf('expiring')], { env });
    expect(json.status).toBe(17);
    expectSchema('bundle-check', JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout)).toMatchObject({
      exit: 17,
      findings: [{ level: 'wrong', code: 'key-ends-within', place: 'key.file' }],
    });
    expectRun(await run(['bundle', 'check', '--within', '30d', dirOf('expiring')], { env }), { status: 0 });
  });
});

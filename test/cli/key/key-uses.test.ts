import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { goodBundle, makeVendor, type TestVendor } from '../../support/vendor.js';

let signer: TestVendor;

beforeAll(async () => {
  signer = await makeVendor({ type: 'ecc', subkeys: [] } as never);
});

const bundleWith = (more: object) =>
  goodBundle(signer, { key: { file: 'key.asc', fingerprint: signer.fingerprint, ...more } });

describe('a vendor with a key that can sign alone', () => {
  it('publishes none to encrypt to where the bundle says so: 17, and bundle check doubts', async () => {
    const dir = bundleWith({ use: ['verify'] });
    const missing = 'Example publishes no OpenPGP key to encrypt to';
    expectRun(await run(['key', 'check', '--bundle', dir]), {
      status: 17,
      stdout: `usable: ${signer.fingerprint}: the key is valid and can sign\nno-encryption-key: ${missing}\n`,
      stderr: /^codeship-sec: reports go to security@example\.com\ncodeship-sec: hint: codeship-sec contact/,
    });
    const json = JSON.parse((await run(['key', 'check', '--json', '--bundle', dir])).stdout);
    expectSchema('key-check', json);
    expect(json).toMatchObject({ status: 'no-encryption-key', exit: 17, keys: [{ status: 'usable' }] });
    expectRun(await run(['encrypt', '-o', '-', '--bundle', dir], { stdin: 'x' }), {
      status: 17,
      stdout: '',
      stderr: new RegExp(`error: ${missing}\n`),
    });
    expectRun(await run(['bundle', 'check', dir]), {
      status: 0,
      stdout: /^doubtful: key\.use: no key is there to encrypt to, .*\(no-encryption-key\)\ngood: /,
    });
  });

  it('has a key at fault where nothing is said of its use; bundle check tells what to say', async () => {
    const dir = bundleWith({});
    expectRun(await run(['key', 'check', '--bundle', dir]), {
      status: 17,
      stdout: 'no-encryption-key: the certificate has no encryption key\n',
    });
    expectRun(await run(['bundle', 'check', dir]), {
      status: 17,
      stdout: /no encryption key: if it is there to sign alone, say "use": \["verify"\] \(key-unusable\)\n/,
    });
  });
});

describe('what key update has stored', () => {
  it('is used by every command but bundle check, which judges what is published; both helps say so', async () => {
    const vendor = await makeVendor({ type: 'ecc' } as never);
    const dir = goodBundle(vendor);
    const env = { XDG_DATA_HOME: emptyFolder() };
    const newer = join(emptyFolder(), 'newer.asc');
    writeFileSync(newer, (await revokeKey({ key: vendor.privateKey, format: 'armored' })).publicKey);
    expectRun(await run(['key', 'update', newer, '--bundle', dir], { env }), { status: 0 });
    expectRun(await run(['key', 'check', '--bundle', dir], { env }), { status: 17, stdout: /^revoked: / });
    expectRun(await run(['bundle', 'check', dir], { env }), { status: 0, stdout: /^good: / });
    for (const [command, words] of [
      ['key update', 'but for bundle check, which judges the bundle as it is published'],
      ['bundle check', 'as it is published, without what key update has stored'],
    ] as const) {
      const { stdout } = await run([...command.split(' '), '--help']);
      expect(stdout.replace(/\s+/g, ' ')).toContain(words);
    }
  });
});

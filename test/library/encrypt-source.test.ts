import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Library from '../../src/index.js';
import { openMessage } from '../support/decrypt.js';
import { emptyFolder, root, scrubbed } from '../support/run.js';
import { checkTypes, LIBRARY_EXAMPLES, userProject } from '../support/user-project.js';
import { goodBundle, makeVendor, type TestVendor, writeBundle } from '../support/vendor.js';

let library: typeof Library;
let vendor: TestVendor;
/** A project that has the package installed. */
let project: string;

beforeAll(async () => {
  library = await import(join(root, 'dist/index.cjs'));
  vendor = await makeVendor();
  project = userProject();
});

function runExample(code: string, args: string[] = []) {
  writeFileSync(join(project, 'example.mjs'), code);
  return spawnSync(process.execPath, ['example.mjs', ...args], {
    cwd: project,
    env: scrubbed(),
    encoding: 'utf8',
  });
}

describe('the library', () => {
  it('refuses a bundle whose pin does not match, and a vendor of the caller’s own making', async () => {
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, { certificate: vendor.certificate, fingerprint: 'A'.repeat(40) });
    await expect(library.loadBundle({ dir })).rejects.toMatchObject({ code: 'PRIMARY_KEY_BAD', status: 103 });
    const forged = { ...(await library.loadBundle({ dir: vendor.dir })) };
    await expect(library.encrypt(forged, 'x')).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses an expired key when strict, an expired own certificate always', async () => {
    const codeship = await library.loadBundle();
    await expect(library.encrypt(codeship, 'x', { strict: true })).rejects.toMatchObject({
      code: 'CERT_CANNOT_ENCRYPT',
    });
    const { publicKey } = await generateKey({
      type: 'ecc',
      userIDs: [{ name: 'late' }],
      date: new Date(Date.now() - 1e9),
      keyExpirationTime: 1000,
    });
    await expect(library.encrypt(codeship, 'x', { encryptToSelf: publicKey })).rejects.toMatchObject({
      code: 'CERT_CANNOT_ENCRYPT',
    });
    const { expired } = await library.encrypt(codeship, 'x');
    expect(expired).toBe('2019-07-20T08:49:13.000Z');
  });

  it('signs with a locked key, and says so when the pass phrase is wrong', async () => {
    const own = await generateKey({
      type: 'ecc',
      userIDs: [{ name: 'me' }],
      passphrase: 'open',
      format: 'armored',
    });
    const example = await library.loadBundle({ dir: vendor.dir });
    const signWith = { key: own.privateKey, passphrase: 'wrong' };
    await expect(library.encrypt(example, 'x', { signWith })).rejects.toMatchObject({
      code: 'KEY_IS_PROTECTED',
    });
    const { message } = await library.encrypt(example, 'text', {
      signWith: { ...signWith, passphrase: 'open' },
    });
    const opened = await openMessage(message, vendor.privateKey, [
      await import('openpgp').then(({ readKey }) => readKey({ armoredKey: own.publicKey })),
    ]);
    expect(opened.data.toString()).toBe('text');
    expect(opened.signedBy).toHaveLength(1);
  });

  it('takes a stream and writes piece by piece', async () => {
    const example = await library.loadBundle({ dir: vendor.dir });
    const parts: Buffer[] = [];
    const source = (async function* () {
      for (let i = 0; i < 100; i++) yield Buffer.alloc(10_000, i);
    })();
    const result = await library.encrypt(example, source, {
      binary: true,
      write: (chunk) => void parts.push(Buffer.from(chunk)),
    });
    expect(result).toMatchObject({
      bytesIn: 1_000_000,
      bytesOut: Buffer.concat(parts).length,
      expired: null,
    });
    expect(result.message).toHaveLength(0);
    expect((await openMessage(Buffer.concat(parts), vendor.privateKey)).data).toHaveLength(1_000_000);
  });

  it('does what docs/library.md shows', async () => {
    const [report = '', file = ''] = LIBRARY_EXAMPLES;
    const first = runExample(report);
    expect(first).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('send it to security@codeship.com'),
    });
    const message = await readMessage({ armoredMessage: first.stdout });
    expect(message.getEncryptionKeyIDs()[0]?.toHex()).toBe('5980a28ba8ac4c7d');
    const form = 'https://example.com/report';
    const dir = goodBundle(vendor, { address: undefined, contacts: [form] });
    const other = runExample(report.replace('loadBundle()', `loadBundle({ dir: ${JSON.stringify(dir)} })`));
    expect(other).toMatchObject({ status: 0, stderr: expect.stringContaining(`send it to ${form}\n`) });
    writeFileSync(join(project, 'in'), Buffer.alloc(300_000, 1));
    const second = runExample(file, ['in', 'out.gpg']);
    expect(second).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^300000 bytes in, 300\d{3} bytes out\n$/),
    });
    await readMessage({ binaryMessage: new Uint8Array(readFileSync(join(project, 'out.gpg'))) });
  });

  it('can be required, and its types stand by themselves', () => {
    checkTypes(
      project,
      `import { encrypt, Failure, loadBundle, type Encrypted, type Vendor } from 'codeship-sec';
const vendor: Vendor = await loadBundle({ dir: 'x' });
const done: Encrypted = await encrypt(vendor, 'x', { strict: true });
export const code = done.recipients[0]?.fingerprint ?? new Failure('USAGE', '').status;
// @ts-expect-error no such option
encrypt(vendor, 'x', { strickt: true });
`,
    );
    const code =
      "const { loadBundle } = require('codeship-sec'); loadBundle().then((v) => console.log(v.name))";
    const out = execFileSync(process.execPath, ['-e', code], { cwd: project, encoding: 'utf8' });
    expect(out).toBe('Codeship\n');
  });
});

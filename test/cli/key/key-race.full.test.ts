import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, reformatKey, revokeKey } from 'openpgp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, root, run, scrubbed } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
/** By name: what is given to `key update`. */
let copies: Record<'revoked' | 'renewed' | 'more', string>;
let folder: string;
let data: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc', date: new Date(Date.now() - 86_400_000) });
  const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'object' });
  const userIDs = [{ name: 'Example Security', email: 'new@example.com' }];
  const renewed = await reformatKey({ privateKey: vendor.privateKey, userIDs, format: 'object' });
  const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
  copies = {
    revoked: publicKey.armor(),
    renewed: renewed.publicKey.armor(),
    more: more.toPublic().armor(),
  };
});

beforeEach(() => {
  folder = emptyFolder();
  data = join(folder, 'data');
  for (const [name, content] of Object.entries(copies)) writeFileSync(join(folder, name), content);
});

const cli = (args: string[], env: Record<string, string> = {}) =>
  run([...args, '--bundle', vendor.dir], { cwd: folder, env: { XDG_DATA_HOME: data, ...env } });

const stored = () => readdirSync(join(data, 'codeship-sec/certificates'));

/** Runs several updates, of which none stores anything before all have read what is stored. */
async function race(...names: (keyof typeof copies)[]): Promise<void> {
  const barrier = emptyFolder();
  const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/barrier.cjs')}`;
  const env = { NODE_OPTIONS: preload, BARRIER: barrier, RACERS: String(names.length) };
  const results = await Promise.all(names.map((name) => cli(['key', 'update', name], env)));
  for (const result of results) expectRun(result, { status: 0, stderr: /stored in / });
  expect(readdirSync(barrier)).toHaveLength(names.length);
}

describe('key update at the same time as another', () => {
  it.each([
    ['revoked', 'renewed', 'more'],
    ['more', 'renewed', 'revoked'],
  ] as const)('loses nothing: %s, %s and %s', async (...names) => {
    await race(...names);
    const { bytes } = await cli(['key', 'export', '--binary']);
    const key = await readKey({ binaryKey: bytes });
    expect(key.subkeys).toHaveLength(2);
    expect(key.getUserIDs()).toContain('Example Security <new@example.com>');
    expectRun(await cli(['key', 'check']), { status: 17, stdout: /^revoked/ });
    expectRun(await cli(['encrypt', 'more']), { status: 17, stderr: /revoked on/ });
    expect(existsSync(join(folder, 'more.asc'))).toBe(false);
  });

  it('nor with a copy that was stored before; the next update makes fewer of them', async () => {
    await cli(['key', 'update', 'more']);
    await race('revoked', 'renewed');
    expect(stored().length).toBe(3);
    expectRun(await cli(['key', 'check']), { status: 17 });
    const another = await reformatKey({
      ...{ privateKey: vendor.privateKey, userIDs: [{ name: 'Third' }], format: 'object' as const },
    });
    writeFileSync(join(folder, 'third'), another.publicKey.armor());
    expectRun(await cli(['key', 'update', 'third']), { status: 0 });
    expect(stored().length).toBe(2);
    expectRun(await cli(['key', 'check']), { status: 17 });
    expect((await cli(['key', '--json'])).stdout).toContain('"Third"');
  });

  it('key reset removes all copies, and says so', async () => {
    await race('revoked', 'renewed');
    const reset = await cli(['key', 'reset']);
    expectRun(reset, { status: 0, stdout: /^removed \S+\.pgp and \S+\.pgp\n$/, stderr: /held a revocation/ });
    expect(stored()).toEqual([]);
    expectRun(await cli(['key', 'check']), { status: 0 });
  });

  it('what cannot be removed or is no copy is in nobody’s way', async () => {
    const certificates = join(data, 'codeship-sec/certificates');
    mkdirSync(certificates, { recursive: true });
    writeFileSync(join(certificates, `${vendor.fingerprint.toLowerCase()}-notes.pgp`), 'no copy');
    expectRun(await cli(['key', 'update', 'revoked']), { status: 0 });
    expectRun(await cli(['key', 'check']), { status: 17 });
  });
});

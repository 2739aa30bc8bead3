import { beforeAll, describe, expect, it } from 'vitest';
import { expectRun, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

let vendor: TestVendor;
let other: TestVendor;
beforeAll(async () => {
  [vendor, other] = await Promise.all([makeVendor({ type: 'ecc' }), makeVendor({ type: 'ecc' })]);
});

describe('CODESHIP_SEC_BUNDLE', () => {
  const env = () => ({ CODESHIP_SEC_BUNDLE: vendor.dir });
  const fingerprint = (one: TestVendor) => `${one.fingerprint}\n`;

  it('names a bundle as --bundle does, and a line says so, but under --quiet', async () => {
    expectRun(await run(['key', 'fingerprint'], { env: env() }), {
      status: 0,
      stdout: fingerprint(vendor),
      stderr: `codeship-sec: CODESHIP_SEC_BUNDLE names the bundle ${vendor.dir}\n`,
    });
    const quiet = await run(['key', 'fingerprint', '-q'], { env: env() });
    expectRun(quiet, { status: 0, stdout: fingerprint(vendor), stderr: '' });
  });

  it('gives way to the option, and is nothing where it is empty', async () => {
    const option = await run(['key', 'fingerprint', '--bundle', other.dir], { env: env() });
    expectRun(option, { status: 0, stdout: fingerprint(other), stderr: '' });
    const empty = await run(['key', 'fingerprint'], { env: { CODESHIP_SEC_BUNDLE: '' } });
    expectRun(empty, { status: 0, stderr: '' });
    expect(empty.stdout).not.toBe(fingerprint(vendor));
  });

  it.each(['show', 'toc', 'contact', 'key', 'key check'])('is said once: %s', async (command) => {
    const { stderr } = await run(command.split(' '), { env: env() });
    expect(stderr.match(/CODESHIP_SEC_BUNDLE/g)).toHaveLength(1);
  });
});

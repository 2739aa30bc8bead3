import { openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, type Result, root, run, scrubbed } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const SIZE = 108 << 20;
const folder = emptyFolder();
const windows = process.platform === 'win32';
const env = { NODE_OPTIONS: `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/peak.cjs')}` };
let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  writeFileSync(join(folder, 'big'), '');
  truncateSync(join(folder, 'big'), SIZE);
  for (const form of [[], ['--binary']]) {
    expectRun(await run(['encrypt', '--bundle', vendor.dir, 'big', ...form], { cwd: folder }), { status: 0 });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `verify`, as "$@" of a shell's command line; and the most memory that it took, in MB. */
async function verify(shell: string): Promise<Result & { peak: number }> {
  const result = await run(['verify', '--bundle', vendor.dir], { cwd: folder, env, shell: `${shell} 3>end` });
  const { peak } = JSON.parse(readFileSync(join(folder, 'end'), 'utf8'));
  return { ...result, peak: (peak * 1024) / 1e6 };
}

describe.skipIf(windows)('a large encrypted message', () => {
  it.each(['"$@" big.gpg', '"$@" <big.gpg', 'cat big.gpg | "$@"', '"$@" big.asc', 'cat big.asc | "$@"'])(
    'is looked at to its end, and not held: %s',
    async (shell) => {
      const result = await verify(shell);
      expectRun(result, {
        status: 3,
        stdout: /^CANNOT TELL: it is encrypted and hides who wrote it; addressed/,
        stderr: '',
      });
      expect(result.peak).toBeLessThan(160);
    },
  );

  it('beside a file is only a hint: its start is enough', async () => {
    const result = await verify('"$@" big');
    expectRun(result, {
      status: 5,
      stderr:
        /hint: codeship-sec verify .* big.asc\n.*hint: codeship-sec verify .* big.gpg\n.*hint: codeship-sec contact .*\n$/,
    });
    expect(result.peak).toBeLessThan(160);
  });

  it('that is cut off, or followed by something: malformed', async () => {
    const end = openSync(join(folder, 'big.gpg'), 'a');
    writeSync(end, 'more');
    expectRun(await verify('"$@" big.gpg'), { status: 41, stdout: /something follows the message/ });
    for (const [name, words] of [
      ['big.gpg', /cut off: at byte 110000000 /],
      ['big.asc', /cut off: .* without its\s+END\s+line/],
    ] as const) {
      truncateSync(join(folder, name), 110_000_000);
      expectRun(await verify(`"$@" ${name}`), { status: 41, stdout: words });
    }
  });
});

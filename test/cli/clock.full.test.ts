import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { packet, signatureBody } from '../support/messages.js';
import { emptyFolder, expectRun, root, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const NEXT_YEAR = new Date(Date.now() + 365 * 86_400_000);
const CLOCK = /dated in the future, \d{4}-\d\d-\d\d: check this computer's clock, which says \d{4}-\d\d-\d\d/;

let cwd: string;
let early: TestVendor;
beforeAll(async () => {
  cwd = emptyFolder();
  early = await makeVendor({ type: 'ecc', date: NEXT_YEAR });
  writeFileSync(join(cwd, 'report.txt'), 'a report');
});

describe('a certificate that was made after now', () => {
  it.each(['key', 'key check', 'encrypt report.txt', 'verify report.txt'])(
    '%s: the clock is named, and not the certificate as what is to be replaced',
    async (line) => {
      const result = await run([...line.split(' '), '--bundle', early.dir], { cwd });
      expectRun(result, { status: 41, stdout: '', stderr: CLOCK });
      expect(result.stderr).toMatch(/\ncodeship-sec: hint: date -u\n$/);
    },
  );

  it('the reporter’s own too', async () => {
    const options = { type: 'ecc' as const, userIDs: [{ name: 'Me' }], date: NEXT_YEAR };
    const { publicKey, privateKey } = await generateKey({ ...options, format: 'armored' });
    writeFileSync(join(cwd, 'own.asc'), publicKey);
    writeFileSync(join(cwd, 'own.key'), privateKey);
    for (const args of [
      ['--encrypt-to-self', 'own.asc'],
      ['--sign-with', 'own.key'],
    ]) {
      const result = await run(['encrypt', 'report.txt', ...args], { cwd });
      expectRun(result, { status: 41, stdout: '', stderr: /own\.(asc|key): the certificate is dated/ });
      expect(result.stderr).toMatch(CLOCK);
    }
  });

  it('may be one that is dated 1970, where the clock is past 2106; nor is its signature good', async () => {
    const ancient = await makeVendor({ type: 'ecc', date: new Date(0) });
    const signature = await signatureBody(ancient.privateKey, Buffer.from('a report'), { date: new Date(0) });
    writeFileSync(join(cwd, 'report.txt.sig'), packet(2, signature));
    const line = ['verify', '--bundle', ancient.dir, 'report.txt'];
    expectRun(await run(line, { cwd }), { status: 0, stdout: /^GENUINE: / });
    const env = {
      TEST_CLOCK: '2107-01-01T00:00:00Z',
      NODE_OPTIONS: `--require ${join(root, 'test/support/clock.cjs')}`,
    };
    expectRun(await run(line, { cwd, env }), { status: 41, stdout: '', stderr: CLOCK });
  });

  it('the program’s own, where the clock has lost its battery', async () => {
    const env = {
      TEST_CLOCK: '2010-01-01T00:00:00Z',
      NODE_OPTIONS: `--require ${join(root, 'test/support/clock.cjs')}`,
    };
    const told = new RegExp(`2015-07-20: ${CLOCK.source.split(': ')[1]}`);
    expectRun(await run(['key', 'check'], { env }), { status: 17, stdout: told, stderr: '' });
    expectRun(await run(['encrypt', 'report.txt'], { cwd, env }), { status: 41, stdout: '', stderr: told });
    const text = (await run(['key'], { env })).stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(/Can encrypt today no: .*2015-07-20: check this computer's clock/);
  });
});

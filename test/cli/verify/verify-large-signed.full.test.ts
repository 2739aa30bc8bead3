import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { enums } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { armored, literal, onePass, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, expectRun, launcher, type Result, root, run, scrubbed } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const folder = emptyFolder();
const env = { NODE_OPTIONS: `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/peak.cjs')}` };
const content = Buffer.alloc(50 << 20, 'a line of the content\n');
const path = (name: string) => join(folder, name);
let vendor: TestVendor;

async function message(data: Buffer, name = ''): Promise<Buffer> {
  const body = await signatureBody(vendor.privateKey, data, { hash: enums.hash.sha512 });
  const announced = onePass(body, vendor.privateKey.getKeyID().toHex());
  return Buffer.concat([announced, literal(data, 'b', name), packet(2, body)]);
}

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  const binary = await message(content);
  writeFileSync(path('big.gpg'), binary);
  writeFileSync(path('big.asc'), armored('MESSAGE', binary));
  const changed = Buffer.from(binary);
  changed[30 << 20] = 0x21;
  writeFileSync(path('changed.asc'), armored('MESSAGE', changed));
  const five = armored('MESSAGE', await message(content.subarray(0, 5 << 20)));
  writeFileSync(path('two.asc'), five + five);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `verify`, as "$@" of a shell's command line; and the most memory that it took, in MB. */
async function verify(shell: string, ...args: string[]): Promise<Result & { peak: number }> {
  const options = { cwd: folder, env, shell: `${shell} 3>end` };
  const result = await run(['verify', '--bundle', vendor.dir, ...args], options);
  const { peak } = JSON.parse(readFileSync(path('end'), 'utf8'));
  return { ...result, peak: (peak * 1024) / 1e6 };
}

const leftOver = () => readdirSync(folder).filter((name) => name.startsWith('.') || name.startsWith('out'));

describe.skipIf(process.platform === 'win32')('a large signed message', () => {
  it.each([
    ['"$@" big.asc', 125],
    ['"$@" big.gpg', 125],
    ['(head -c 20000000 big.asc; sleep 1; tail -c +20000001 big.asc) | "$@"', 160],
  ])('is not held, and its content is written when it is good: %s', async (shell, most) => {
    const result = await verify(shell, '--output', 'out');
    expectRun(result, { status: 0, stdout: /^GENUINE: signed by/, stderr: /wrote out \(50 MiB\)\n$/ });
    expect(readFileSync(path('out')).equals(content)).toBe(true);
    expect(result.peak).toBeLessThan(most);
    rmSync(path('out'));
  });

  it('goes to a reader that takes its time, whole', async () => {
    const result = await verify('"$@" big.asc --output - 3>end | (sleep 2; cat)');
    expect(result.bytes.equals(content)).toBe(true);
    expect(result.peak).toBeLessThan(160);
  });

  it('that was changed leaves nothing, and is no reason to look for more', async () => {
    const result = await verify('"$@" changed.asc', '--output', 'out');
    expectRun(result, { status: 3, stdout: /^NOT GENUINE: the signature does not fit/ });
    expect(result.peak).toBeLessThan(125);
    expectRun(await verify('"$@" changed.asc --output -'), { status: 3, stdout: '' });
    expect(leftOver()).toEqual([]);
  });

  it('may unpack to as much as --max-size says', async () => {
    const result = await verify('"$@" big.asc', '--output', 'out', '--max-size', '49MiB');
    expectRun(result, { status: 41, stdout: /holds more than 51380224 bytes/ });
    expectRun(await verify('"$@" big.asc', '--max-size', '50MiB'), { status: 0, stdout: /^GENUINE/ });
    expect(leftOver()).toEqual([]);
  });

  it('whose text has a file name: it is named as not signed', async () => {
    const named = await message(content.subarray(0, 5 << 20), 'evil\x1b[2J.exe');
    const name = /warning: .*file name, which is not signed: "evil\\u001b\[2J\.exe"/;
    for (const [file, bytes] of Object.entries({
      'named.gpg': named,
      'named.asc': armored('MESSAGE', named),
    })) {
      writeFileSync(path(file), bytes);
      expectRun(await verify(`"$@" ${file}`), { status: 0, stdout: /^GENUINE: signed by /, stderr: name });
    }
  });

  it('of several in one file, each is told of', async () => {
    const result = await verify('"$@" two.asc', '--output', 'out');
    expectRun(result, { status: 41, stdout: /--part/ });
    expect(leftOver()).toEqual([]);
  });

  it('waits for the verdict where nobody else can read it, and is gone with a signal', async () => {
    const args = [launcher, 'verify', '--bundle', vendor.dir, '--output', 'out'];
    const child = spawn(process.execPath, args, { cwd: folder, env: scrubbed() });
    child.stdin.on('error', () => undefined);
    child.stdin.write(readFileSync(path('big.gpg')).subarray(0, 30 << 20));
    const size = () => leftOver().map((name) => statSync(path(name)).size)[0] ?? 0;
    for (let tries = 0; size() < 20 << 20 && tries < 500; tries++) await after(20);
    const [name = ''] = leftOver();
    expect(name).toMatch(/^\.codeship-sec-.*\.tmp$/);
    expect(statSync(path(name)).mode & 0o777).toBe(0o600);
    child.kill('SIGTERM');
    expect((await once(child, 'close'))[1]).toBe('SIGTERM');
    expect(leftOver()).toEqual([]);
  });
});

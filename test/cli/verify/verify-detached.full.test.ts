import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { enums } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { packet, signatureBody } from '../../support/messages.js';
import { expectRun, launcher, scrubbed } from '../../support/run.js';
import { DATA, verifier } from '../../support/verifier.js';

const given = verifier();
const { put, verify } = given;

/** Runs the program, waits, and only then makes what it reads from stdin. */
async function runSlowly(args: readonly string[], make: () => Promise<Buffer>): Promise<number | null> {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: given.cwd,
    env: scrubbed(),
    stdio: 'pipe',
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  child.stdin.end(await make());
  return ended;
}

describe('a detached signature', () => {
  it('larger than memory is kept for: released whole, only when good', async () => {
    const large = Buffer.alloc(20 << 20, 'line of text\n');
    put(
      'large.sig',
      packet(2, await signatureBody(given.vendor.privateKey, large, { type: enums.signature.text })),
    );
    put('large', large);
    const good = await verify(['-o', '-', 'large']);
    expect(good.status).toBe(0);
    expect(good.bytes.equals(large)).toBe(true);
    large[large.length - 9] = 0;
    put('large', large);
    expectRun(await verify(['-o', '-', 'large']), { status: 3, stdout: '' });
  });

  it('from a pipe, signed while we wait for it', async () => {
    put('report', DATA);
    const result = await runSlowly(
      ['verify', '--bundle', given.vendor.dir, '--signature', '-', 'report'],
      () => signatureBody(given.vendor.privateKey, DATA).then((body) => packet(2, body)),
    );
    expect(result).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'whose data is a FIFO that nobody has named: no waiting',
    async () => {
      execFileSync('mkfifo', [join(given.cwd, 'pipe')]);
      put('pipe.sig', given.signature);
      expectRun(await verify(['pipe.sig']), { status: 61, stderr: /that it is of, pipe, is no file/ });
    },
  );

  it.skipIf(process.platform === 'win32')('beside a file: what cannot be one does no harm', async () => {
    put('report', DATA);
    const plain = {
      status: 5,
      stdout: /plain text/,
      stderr: /^codeship-sec: hint: codeship-sec contact .*\n$/,
    };
    const sibling = join(given.cwd, 'report.asc');
    execFileSync('mkfifo', [sibling]);
    expectRun(await verify(['report']), plain);
    rmSync(sibling);
    mkdirSync(sibling);
    expectRun(await verify(['report']), plain);
    rmSync(sibling, { recursive: true });
    symlinkSync('/proc/self/mem', sibling);
    expectRun(await verify(['report']), plain);
    rmSync(sibling);
    for (const junk of ['junk\n', '', given.clear.slice(0, 200), given.vendor.certificate]) {
      put('report.asc', junk);
      expectRun(await verify(['report']), plain);
    }
    put('report.sig', given.signature);
    expectRun(await verify(['report']), { status: 0 });
  });
});

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { armored, packet, signatureBody } from '../support/messages.js';
import { emptyFolder, expectRun, launcher, root, run, scrubbed } from '../support/run.js';
import { verifier } from '../support/verifier.js';

const given = verifier();
const CONTENT = Buffer.alloc((3 << 20) + 1, 'a');
const CHANGES = ['overwritten', 'longer', 'shorter'] as const;

let cwd: string;
beforeEach(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report'), CONTENT);
});

/** Runs the program while another one writes to the report. */
function whileWritten(change: string, args: readonly string[], shell?: string) {
  const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/torn.cjs')}`;
  const env = { NODE_OPTIONS: preload, TORN: join(cwd, 'report'), CHANGE: change };
  return run(args, { cwd, env, ...(shell === undefined ? {} : { shell }) });
}

describe.each(CHANGES)('a file that becomes %s while it is read', (change) => {
  it('is not encrypted: 74, and nothing is left', async () => {
    const result = await whileWritten(change, ['encrypt', 'report']);
    expectRun(result, {
      status: 74,
      stdout: '',
      stderr: /error: (?:report|the input) changed while it was read/,
    });
    expect(result.stderr).toContain('codeship-sec: run the command again when nothing writes to it\n');
    expect(readdirSync(cwd)).toEqual(['report']);
  });

  it.skipIf(process.platform === 'win32')('nor from standard input', async () => {
    const result = await whileWritten(change, ['encrypt', '-o', 'out'], '"$@" < report');
    expectRun(result, {
      status: 74,
      stderr: /error: standard input changed while it was read\n/,
    });
    expect(readdirSync(cwd)).toEqual(['report']);
  });

  it('is not called genuine: 74, and nothing is released', async () => {
    const signature = packet(2, await signatureBody(given.vendor.privateKey, CONTENT));
    writeFileSync(join(cwd, 'sig'), armored('SIGNATURE', signature));
    const args = ['verify', '--bundle', given.vendor.dir, '--signature', 'sig', 'report', '-o', 'out'];
    const result = await whileWritten(change, args);
    expectRun(result, { status: 74, stdout: '', stderr: /error: report changed while it was read\n/ });
    expect(readdirSync(cwd)).toEqual(['report', 'sig']);
  });
});

it('what nobody writes to is encrypted', async () => {
  expectRun(await run(['encrypt', 'report'], { cwd, launcher }), { status: 0 });
});

import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { armored, packet, signatureBody } from '../support/messages.js';
import { emptyFolder, expectRun, type Result, root, run, scrubbed } from '../support/run.js';
import { verifier } from '../support/verifier.js';

const given = verifier();

/** A file of the user's, which somebody else wants to have overwritten. */
let victim: string;
/** A folder that both may write to. */
let folder: string;
beforeEach(() => {
  victim = join(emptyFolder(), 'precious');
  writeFileSync(victim, 'precious', { mode: 0o600 });
  folder = emptyFolder();
});

/** Runs the program beside somebody who swaps a file for a link. */
function besideThem(args: readonly string[], swap: 'made' | 'seen', env: Record<string, string> = {}) {
  const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/swap.cjs')}`;
  const theirs = { NODE_OPTIONS: preload, SWAP: swap, OUT: 'out', VICTIM: victim };
  return run(args, { cwd: folder, env: { ...theirs, ...env } });
}

function expectRefused(result: Result, stderr: RegExp): void {
  expectRun(result, { status: 59, stdout: '', stderr });
  expectUntouched();
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}

function expectUntouched(): void {
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(statSync(victim).mode & 0o777).toBe(0o600);
}

const CHANGED = /error: out has become another file meanwhile and is not replaced\n/;

describe.skipIf(process.platform === 'win32')('a link that somebody puts in the place of', () => {
  it('the temporary file: what it points to is neither written nor made readable', async () => {
    writeFileSync(join(folder, 'out'), 'old');
    chmodSync(join(folder, 'out'), 0o777);
    expectRefused(await besideThem(['key', 'export', '-o', 'out', '--force'], 'made'), CHANGED);
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('old');
    expect(lstatSync(join(folder, 'out')).isFile()).toBe(true);
  });

  it('the temporary file of a new output: nothing is there', async () => {
    expectRefused(await besideThem(['key', 'export', '-o', 'out'], 'made'), CHANGED);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('the output, between two looks at it: it is not replaced, and not with that one’s mode', async () => {
    writeFileSync(join(folder, 'out'), 'old');
    chmodSync(join(folder, 'out'), 0o777);
    expectRefused(await besideThem(['key', 'export', '-o', 'out', '--force'], 'seen'), CHANGED);
  });

  it('a FIFO: the file is not emptied', async () => {
    execFileSync('mkfifo', [join(folder, 'out')]);
    expectRefused(await besideThem(['key', 'export', '-o', 'out'], 'seen'), CHANGED);
  });

  it('what holds content back until the verdict', async () => {
    const content = Buffer.alloc((8 << 20) + 1, 'a');
    writeFileSync(join(folder, 'data'), content);
    writeFileSync(
      join(folder, 'sig'),
      armored('SIGNATURE', packet(2, await signatureBody(given.vendor.privateKey, content))),
    );
    const args = ['verify', '--bundle', given.vendor.dir, '--signature', 'sig', 'data', '-o', '-'];
    const result = await besideThem(args, 'made', { TMPDIR: emptyFolder() });
    expectUntouched();
    expect({ status: result.status, length: result.bytes.length }).toEqual({
      status: 0,
      length: content.length,
    });
  });
});

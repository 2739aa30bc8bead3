import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BASES, HERE, NODE_VERSION } from '../../build/standalone/bases.mjs';
import { emptyFolder, expectRun, type RunOptions, root, run } from '../support/run.js';
import { skipped } from '../support/tools.js';

/** The standalone program for this machine, made of what is built. */
function makeStandalone(): string | undefined {
  if (!(HERE in BASES)) {
    process.stderr.write(`SKIPPED: no standalone program is made for ${HERE}\n`);
    return undefined;
  }
  try {
    const make = join(root, 'build/standalone/make.mjs');
    return execFileSync(process.execPath, [make, HERE], { encoding: 'utf8' }).trim().split('\n').at(-1);
  } catch (error) {
    skipped(`the standalone program cannot be made: ${(error as Error).message}`);
    return undefined;
  }
}

const standalone = makeStandalone();
const cwd = emptyFolder();
const given = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const alone = (args: string[], options: RunOptions = {}) => run(args, { cwd, ...options, standalone });

/** It says the same as the installed program. */
async function expectSame(args: string[], options: RunOptions = {}): Promise<void> {
  const [{ status, stdout, stderr }, installed] = await Promise.all([
    alone(args, options),
    run(args, { cwd, ...options }),
  ]);
  expect({ status, stdout, stderr }).toEqual({
    status: installed.status,
    stdout: installed.stdout,
    stderr: installed.stderr,
  });
}

describe.skipIf(!standalone)('the standalone program', () => {
  it('is of this version, and of the Node.js that it is made of', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const stdout = new RegExp(`^codeship-sec ${version}\nNode.js ${NODE_VERSION}\n`);
    expectRun(await alone(['--version']), { status: 0, stdout, stderr: '' });
  });

  it('needs no file beside it', async () => {
    const moved = join(emptyFolder(), 'moved');
    writeFileSync(moved, readFileSync(standalone as string), { mode: 0o755 });
    const result = await run(['key', 'fingerprint'], { cwd, env: { PATH: '' }, standalone: moved });
    expectRun(result, { status: 0, stdout: 'BF842CD0556157CA2436CA61410599B006C51437\n', stderr: '' });
  });

  it.each([
    [['show', '--color', 'always']],
    [['toc', '--json']],
    [['search', 'ssh']],
    [['search', 'no such text']],
    [['key', '--json']],
    [['key', 'export']],
    [['contact']],
    [['encrypt', '--help']],
    [['completion', 'fish']],
    [['encypt', 'report.txt']],
    [['show', '--bundle', 'nowhere']],
  ])('says what the installed program says: %j', (args) => expectSame(args));

  it('refuses a damaged message, and an output that is there', async () => {
    given('damaged.asc', '-----BEGIN PGP MESSAGE-----\n\nAAAA\n');
    given('there.txt.asc', 'there before');
    given('there.txt', 'x');
    await expectSame(['verify', 'damaged.asc']);
    await expectSame(['encrypt', 'there.txt']);
    expect(readFileSync(join(cwd, 'there.txt.asc'), 'utf8')).toBe('there before');
  });

  it('encrypts: a small report, a large one that is streamed, a mail', async () => {
    given('report.txt', 'What I found\n');
    given('large.bin', 'x'.repeat(20_000_000));
    for (const args of [['report.txt'], ['large.bin', '--binary'], ['--email', 'report.txt', 'large.bin']])
      expect(await alone(['encrypt', ...args])).toMatchObject({ status: 0, stdout: '' });
    for (const file of ['report.txt.asc', 'large.bin.gpg'])
      expect(await alone(['verify', '--addressed', file])).toMatchObject({ status: 0 });
  });

  it('checks its own bundle, reads one from a folder, and explains one that is empty', async () => {
    expectRun(await alone(['bundle', 'check']), { status: 17, stdout: /^wrong: key\.file: .* expired on/ });
    await expectSame(['toc', '--bundle', join(root, 'data')]);
    const stderr = /bundle\.json: no such file or folder\n.*: codeship-sec bundle init makes one/;
    expectRun(await alone(['toc', '--bundle', emptyFolder()]), { status: 41, stderr });
  });

  it('does not let an output replace it', async () => {
    const args = ['key', 'export', '--force', '-o', standalone as string];
    const { size } = statSync(standalone as string);
    expectRun(await alone(args), { status: 59, stdout: '', stderr: /^codeship-sec: error: / });
    expect(statSync(standalone as string).size).toBe(size);
  });

  it('names nothing of the machine that made it', () => {
    expect(readFileSync(standalone as string).includes(root)).toBe(false);
  });

  it('has the licences beside it', () => {
    const folder = dirname(standalone as string);
    for (const name of ['LICENSE', 'NOTICE', 'THIRD-PARTY-LICENSES.txt', 'NODE-LICENSE.txt'])
      expect(readFileSync(join(folder, name), 'utf8')).toMatch(/licen[cs]e/i);
  });
});

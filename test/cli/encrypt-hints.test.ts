import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextStep } from '../../src/output/encrypt-words.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

let vendor: TestVendor;
let cwd: string;
beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
});
beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report.txt'), 'the report');
  mkdirSync(join(cwd, 'folder'));
});

const cli = (...args: string[]) => run([...args, '--bundle', vendor.dir], { cwd });

/** The hints of a run, `DIR` for the bundle. */
async function hintsOf(...args: string[]): Promise<string[]> {
  const { stderr } = await cli(...args);
  const hints = stderr.split('\n').filter((line) => line.startsWith('codeship-sec: hint: '));
  return hints.map((line) => line.slice('codeship-sec: hint: '.length).replace(vendor.dir, 'DIR'));
}

describe('a folder', () => {
  it.each([
    ['folder', 'tar -czf folder.tar.gz folder'],
    ['folder/', 'tar -czf folder.tar.gz folder/'],
    ['./folder', 'tar -czf folder.tar.gz ./folder'],
    ['folder/.', 'tar -czf folder.tar.gz folder/.'],
    ['.', 'tar -czf ../NAME.tar.gz .'],
    ['folder/..', 'tar -czf ../NAME.tar.gz folder/..'],
  ])('as FILE %s: the command that packs it, beside it', async (path, command) => {
    const name = basename(cwd);
    expect(await hintsOf('encrypt', path)).toEqual([`pack it first: ${command.replace('NAME', name)}`]);
  });

  it.each(['--sign-with', '--encrypt-to-self'])('as the file of %s: a file is asked for', async (option) => {
    expect(await hintsOf('encrypt', 'report.txt', option, 'folder')).toEqual([
      `codeship-sec encrypt report.txt --bundle DIR ${option} FILE`,
    ]);
  });

  it('as the newer copy of a key, or as a message: not packed', async () => {
    for (const command of [['key', 'update'], ['verify']]) {
      expect(await hintsOf(...command, 'folder')).toEqual(['name a file of it: ls -l folder']);
    }
  });
});

describe('a name that looks like an option', () => {
  it('is hinted with ./ in front, where there is such a file', async () => {
    writeFileSync(join(cwd, '-dash.txt'), 'x');
    writeFileSync(join(cwd, '-fx'), 'x');
    for (const name of ['-dash.txt', '-fx']) {
      const result = await cli('encrypt', name);
      expectRun(result, { status: 2, stdout: '' });
      const hint = `codeship-sec encrypt ./${name} --bundle ${vendor.dir}`;
      expect(result.stderr.split('\n')[1]).toBe(`codeship-sec: hint: ${hint}`);
    }
    expectRun(await cli('encrypt', './-dash.txt'), { status: 0 });
  });

  it('is guarded in hints for other programs', async () => {
    mkdirSync(join(cwd, '-d'));
    const result = await run(['encrypt', '--', '-d'], { cwd });
    expect(result.stderr).toContain('tar -czf ./-d.tar.gz ./-d\n');
    const missing = await run(['encrypt', '--', '-d/none'], { cwd });
    expect(missing.stderr).toContain('look for it: ls -l ./-d\n');
  });
});

describe('the next step', () => {
  it('is not to mail a device', async () => {
    expect(await hintsOf('encrypt', 'report.txt', '-o', '/dev/null')).toEqual([]);
    const step = (...outputs: (string | null)[]) =>
      nextStep(
        outputs.map((output) => ({ input: null, output, bytesIn: 1, bytesOut: 1 })),
        'A',
      );
    expect(step('/dev/stdout')).toBe('mail the message to A');
    expect(step('/dev/full')).toBe(undefined);
    expect(step('a.asc', 'b.asc')).toBe('mail a.asc, b.asc to A');
  });
});

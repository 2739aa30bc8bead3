import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/errors.js';
import { allVerbs, shim } from '../support/program.js';
import { emptyFolder, expectRun, run, scrubbed } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const verbs = allVerbs().map((verb) => [['codeship-sec', ...verb.path].join(' '), verb] as const);

describe.each(verbs)('%s --help', (name, { path, command }) => {
  it('has usage, a paragraph, every option, and two examples or more', async () => {
    const result = await run([...path, '--help']);
    expectRun(result, { status: 0, stderr: '' });
    const [usage = '', blank, paragraph = ''] = result.stdout.split('\n');
    expect(usage).toMatch(new RegExp(`^Usage: ${name}( |$)`));
    expect(blank).toBe('');
    expect(paragraph).toMatch(/^[A-Z]/);
    expect(command.description()).toMatch(/\.$/);
    for (const option of command.options) {
      expect(result.stdout).toContain(`  ${option.short ?? option.long}`);
      expect(option.description).toMatch(/^[a-z]/);
      expect(option.description).not.toMatch(/\.$/);
    }
    expect(examplesOf(result.stdout).length).toBeGreaterThanOrEqual(2);
    expect(result.stdout).toMatch(/[^\n]\n$/);
    for (const line of result.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('is the same as -h', async () => {
    const [long, short] = await Promise.all([run([...path, '--help']), run([...path, '-h'])]);
    expectRun(short, { status: 0, stdout: long.stdout, stderr: '' });
  });
});

/** The command lines of a help text. */
function examplesOf(help: string): string[] {
  return [...help.matchAll(/^ {2}\$ (.+)$/gm)].map(([, line]) => line ?? '');
}

/** Statuses other than 0 that an example shows. */
const STATUS: Record<string, number> = {
  'codeship-sec key check': EXIT.CERT_CANNOT_ENCRYPT,
  'codeship-sec key check --json': EXIT.CERT_CANNOT_ENCRYPT,
};

const posix = process.platform === 'win32' ? describe.skip : describe;

posix('every example of every help text runs', () => {
  let vendor: TestVendor;
  beforeAll(async () => {
    vendor = await makeVendor();
  });

  it.each(verbs)('of %s', async (_name, { path }) => {
    const help = await run([...path, '--help']);
    for (const line of examplesOf(help.stdout)) {
      const { status, output } = await runExample(line, vendor);
      expect({ line, status, output }).toEqual({ line, status: STATUS[line] ?? 0, output });
    }
  });
});

/** Runs a line in a shell, in a folder that holds the files that it names. */
async function runExample(line: string, vendor: TestVendor): Promise<{ status: number; output: string }> {
  const cwd = emptyFolder();
  prepare(cwd, line, vendor);
  const bin = emptyFolder();
  for (const [name, script] of Object.entries({ 'codeship-sec': shim(), ...(await stubs()) })) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { ...scrubbed(), PATH: `${bin}${delimiter}${process.env.PATH}` };
  return new Promise((resolve) => {
    const child = execFile('sh', ['-c', line], { cwd, env }, (error, stdout, stderr) => {
      resolve({
        status: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        output: stdout + stderr,
      });
    });
    child.stdin?.end();
  });
}

/** Programs that examples hand over to: they take their input and are content. */
async function stubs(): Promise<Record<string, string>> {
  return { gpg: '#!/bin/sh\nexec cat > /dev/null\n' };
}

/** Makes the files that an example reads: all names with a dot in them that are not written by it. */
function prepare(cwd: string, line: string, vendor: TestVendor): void {
  const read = line.replace(/(>|-o|--output)[ =]\S+/g, '');
  for (const [name] of read.matchAll(/(?<=[\s=])[\w-]+\.[\w.]+/g))
    writeFileSync(join(cwd, name), `${name}\n`);
  for (const [, dir] of read.matchAll(/--bundle[ =](\S+)/g)) {
    mkdirSync(join(cwd, dir ?? ''), { recursive: true });
  }
  void vendor;
}

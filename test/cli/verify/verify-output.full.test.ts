import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleartext, inline, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const DATA = Buffer.from('the report\n');
const posix = it.skipIf(process.platform === 'win32');

let vendor: TestVendor;
let given: Record<string, Buffer>;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  given = {
    report: DATA,
    'report.sig': packet(2, await signatureBody(vendor.privateKey, DATA)),
    'report.gpg': await inline(vendor.privateKey, DATA),
    plain: DATA,
  };
});

beforeEach(() => {
  cwd = emptyFolder();
  for (const [name, bytes] of Object.entries(given)) writeFileSync(join(cwd, name), bytes);
});

const verify = (args: readonly string[], redirections: string) =>
  run(['verify', '--bundle', vendor.dir, ...args], { cwd, shell: `"$@" ${redirections}` });

describe('standard output that is a file which is read', () => {
  posix.each([
    [['report.sig', 'report'], '>> report'],
    [['report.sig', 'report'], '>> report.sig'],
    [['report'], '>> report'],
    [['report'], '>> report.sig'],
    [['--signature', 'report.sig'], '< report >> report'],
    [['report.gpg'], '>> report.gpg'],
    [['report.gpg'], '>> hard'],
    [['-'], '< report.gpg >> report.gpg'],
    [['plain'], '>> plain'],
    [['report.gpg'], '> report.gpg'],
    [['report'], '> report.sig'],
    [['-'], '< report.gpg > report.gpg'],
  ])('verify -o - %s %s: 59 before anything is written', async (args, redirections) => {
    linkSync(join(cwd, 'report.gpg'), join(cwd, 'hard'));
    const result = await verify(['--quiet', '-o', '-', ...args], redirections);
    const emptied = redirections.includes('>>') ? '' : '.*the shell has emptied it.*\n';
    expectRun(result, {
      status: 59,
      stdout: '',
      stderr: new RegExp(
        `^codeship-sec: error: standard output is the same file as an input\n${emptied}.*: name another output with -o\n$`,
      ),
    });
    if (emptied) return;
    for (const [name, bytes] of Object.entries(given)) expect(readFileSync(join(cwd, name))).toEqual(bytes);
  });

  posix.each(['vendor.asc', 'bundle.json', 'page.md'])('is the bundle: %s', async (name) => {
    const path = join(vendor.dir, name);
    const before = readFileSync(path);
    for (const command of [
      ['verify', '-o', '-', 'report.gpg'],
      ['key', 'export'],
      ['key', 'export', '-o', '-'],
      ['key', 'export', '--binary'],
    ]) {
      const shell = `"$@" >> '${path}'`;
      const result = await run([...command, '--bundle', vendor.dir], { cwd, shell });
      expectRun(result, { status: 59, stdout: '', stderr: /standard output is the same file as an input/ });
    }
    expect(readFileSync(path)).toEqual(before);
  });

  posix('is the copy that key update stored', async () => {
    const folder = join(cwd, 'data', 'codeship-sec', 'certificates');
    const stored = join(folder, `${vendor.fingerprint.toLowerCase()}.pgp`);
    mkdirSync(folder, { recursive: true });
    const before = Buffer.from(vendor.privateKey.toPublic().write());
    writeFileSync(stored, before);
    const line = (command: readonly string[], redirection: string) =>
      run([...command, '--bundle', vendor.dir], {
        cwd,
        env: { XDG_DATA_HOME: join(cwd, 'data') },
        shell: `"$@" ${redirection} '${stored}'`,
      });
    const words = 'standard output is the same file as an input';
    for (const command of [
      ['verify', '-o', '-', 'report.gpg'],
      ['key', 'export'],
    ]) {
      expectRun(await line(command, '>>'), { status: 59, stderr: new RegExp(words) });
    }
    expect(readFileSync(stored)).toEqual(before);
    expectRun(await line(['key', 'export'], '>'), {
      status: 59,
      stderr: new RegExp(`${words}\n.*the shell has emptied it`),
    });
  });

  posix('may be another file', async () => {
    writeFileSync(join(cwd, 'out'), 'before\n');
    expectRun(await verify(['-o', '-', 'report.sig', 'report'], '>> out'), { status: 0, stdout: '' });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('before\nthe report\n');
  });
});

describe('standard output that content was to go to', () => {
  it('holds nothing without a good verdict: the words are on stderr', async () => {
    const text = await cleartext(vendor.privateKey, 'the report');
    for (const [name, bytes, status] of [
      ['tampered.asc', text.replace('the report', 'a report'), 3],
      ['cut.asc', text.slice(0, -40), 41],
      ['plain', DATA, 5],
      ['empty', '', 5],
    ] as const) {
      writeFileSync(join(cwd, name), bytes);
      for (const output of process.platform === 'win32' ? ['-'] : ['-', '/dev/stdout']) {
        const result = await run(['verify', '--bundle', vendor.dir, '-o', output, name], { cwd });
        expectRun(result, {
          status,
          stdout: '',
          stderr:
            /^codeship-sec: (NOT |CANNOT )[\s\S]*^codeship-sec: nothing was written to standard output$/m,
        });
      }
    }
  });

  it('holds one JSON document where that contradicts it: 2', async () => {
    const result = await run(['verify', '--json', '-o', '-', 'plain', '--bundle', vendor.dir], { cwd });
    expectRun(result, { status: 2, stdout: /^\{\s*"error"/ });
  });
});

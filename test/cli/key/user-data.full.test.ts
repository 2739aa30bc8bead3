import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asNobody, NOBODY } from '../../support/nobody.js';
import { emptyFolder, expectRun, type RunOptions, run } from '../../support/run.js';
import { makeVendor } from '../../support/vendor.js';

const NAME = 'bf842cd0556157ca2436ca61410599b006c51437.pgp';
const posix = process.platform === 'win32' ? describe.skip : describe;

/** Commands that are told something by the vendor's key, and those that are not. */
const NEED = ['key', 'key check', 'encrypt -o -', 'verify'];
const DO_NOT = ['show', 'toc', 'search ssh', 'contact', 'contact --security-txt --expires 2030-01-31'];

let data: string;
beforeEach(() => {
  data = emptyFolder();
  chmodSync(data, 0o755);
});

const at = (...names: string[]) => join(data, 'codeship-sec', ...names);

posix('a data folder that may not be entered', () => {
  let nobody: RunOptions;
  beforeAll(() => {
    nobody = asNobody();
  });
  beforeEach(() => {
    mkdirSync(at('certificates'), { recursive: true });
    writeFileSync(at('certificates', NAME), 'x');
    if (NOBODY.uid !== undefined) chownSync(at(), NOBODY.uid, NOBODY.uid);
    chmodSync(at(), 0);
    return () => chmodSync(at(), 0o755);
  });

  const runAsNobody = (line: string) =>
    run(line.split(' '), { ...nobody, env: { ...nobody.env, XDG_DATA_HOME: data } });

  it.each(NEED)('%s: 74, and which folder it is and how to open it', async (line) => {
    const result = await runAsNobody(line);
    expectRun(result, { status: 74, stdout: '' });
    expect(result.stderr).toContain(
      `key update stored: ${at()}: permission denied; it may hold a revocation`,
    );
    expect(result.stderr).toContain(`codeship-sec: hint: chmod -R u+rwX ${at()}\n`);
    if (process.platform === 'linux')
      expect(result.stderr).toContain('let XDG_DATA_HOME name another folder');
  });

  it.each(DO_NOT)('%s works all the same', async (line) => {
    expectRun(await runAsNobody(line), { status: 0, stdout: /\S/ });
  });

  it('contact says that it shows the key as bundled', async () => {
    expectRun(await runAsNobody('contact'), {
      status: 0,
      stdout: /BF84 2CD0/,
      stderr:
        /^codeship-sec: warning: the key is shown as the bundle has it: cannot read .*permission denied/,
    });
  });

  it('key reset: 74, with the same way out', async () => {
    expectRun(await runAsNobody('key reset'), {
      status: 74,
      stdout: '',
      stderr: /cannot remove .*permission denied\n.*hint: chmod -R u\+rwX \S+\/codeship-sec\n/,
    });
  });
});

posix('a folder where the stored copy would lie', () => {
  beforeEach(() => {
    mkdirSync(at('certificates', NAME), { recursive: true });
  });
  const cli = (line: string) => run(line.split(' '), { env: { XDG_DATA_HOME: data } });

  it.each([...NEED, 'key reset'])('%s: 74, and the command that moves it away', async (line) => {
    const path = at('certificates', NAME);
    const result = await cli(line);
    expectRun(result, { status: 74, stdout: '', stderr: /it is a folder/ });
    expect(result.stderr).toContain(
      `no command of this program made that folder\ncodeship-sec: hint: mv ${path} ${path}.old\n`,
    );
  });

  it.each(DO_NOT)('%s works all the same', async (line) => {
    expectRun(await cli(line), { status: 0, stdout: /\S/ });
  });
});

posix('a FIFO, or a device, where the stored copy would lie', () => {
  const cli = (line: string) => run(line.split(' '), { env: { XDG_DATA_HOME: data } });

  it.each(['FIFO', 'device'])('a %s is not waited for, and key reset takes it away', async (kind) => {
    const path = at('certificates', NAME);
    mkdirSync(at('certificates'), { recursive: true });
    if (kind === 'FIFO') execFileSync('mkfifo', [path]);
    else symlinkSync('/dev/zero', path);
    expectRun(await cli('key check'), { status: 74, stdout: '', stderr: /is no file\n.*hint: .*key reset/ });
    expectRun(await cli('key reset'), { status: 0, stdout: /^removed / });
    expectRun(await cli('key'), { status: 0 });
  });
});

posix('a file where the data folder would lie', () => {
  beforeEach(() => {
    writeFileSync(at(), 'a file');
  });

  it('holds no stored copy, and takes none: 74, with the file named', async () => {
    const env = { XDG_DATA_HOME: data };
    expectRun(await run(['key', 'fingerprint'], { env }), { status: 0, stderr: '' });
    expectRun(await run(['key', 'reset'], { env }), { status: 0, stderr: '' });
    const vendor = await makeVendor({ type: 'ecc' });
    const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
    const args = ['key', 'update', '-', '--bundle', vendor.dir];
    const result = await run(args, { env, stdin: more.toPublic().armor() });
    expectRun(result, { status: 74, stdout: '', stderr: /cannot make the folder .*not a folder/ });
    expect(result.stderr).toContain(`hint: ls -ld ${at()}\n`);
    expect(result.stderr).not.toContain('-o ');
  });
});

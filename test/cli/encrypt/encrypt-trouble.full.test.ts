import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sparseFile } from '../../support/bytes.js';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, expectRun, launcher, run, scrubbed } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const MIB = 1 << 20;
const windows = process.platform === 'win32';
let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor();
});

const args = (...more: string[]) => ['encrypt', '--bundle', vendor.dir, ...more];

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) spawnSync('umount', [folder]);
});

/** A file system of its own, where we may make one (root on Linux); said where not. */
function mount(options: string): string | undefined {
  const folder = emptyFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (status === 0) mounted.push(folder);
  else process.stderr.write('SKIPPED: a file system could not be mounted (root on Linux can)\n');
  return status === 0 ? folder : undefined;
}

describe('a full disk', () => {
  it.skipIf(windows || !existsSync('/dev/full'))('74, from a device and from standard output', async () => {
    const big = sparseFile(emptyFolder(), 2 * MIB);
    expectRun(await run(args(big, '-o', '/dev/full')), { status: 74, stdout: '', stderr: /no space left/ });
    const script = `"$@" > /dev/full`;
    const command = ['-c', script, 'sh', process.execPath, launcher, ...args(big, '-o', '-')];
    const { status, stderr } = spawnSync('sh', command, { env: scrubbed(), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 74, stderr: expect.stringContaining('no space left') });
  });

  it('74, nothing left behind, and the older file as it was', async ({ skip }) => {
    const small = mount('size=1m') ?? skip();
    writeFileSync(join(small, 'out'), 'older');
    const big = sparseFile(emptyFolder(), 4 * MIB);
    for (const format of [[], ['--binary']]) {
      const result = await run(args(big, '-o', join(small, 'out'), '--force', ...format));
      expectRun(result, { status: 74, stdout: '', stderr: /no space left on the device/ });
      expect(readdirSync(small)).toEqual(['out']);
      expect(readFileSync(join(small, 'out'), 'utf8')).toBe('older');
    }
  });
});

describe('an output that cannot be', () => {
  it('in a read-only folder: 74 before the report is read', async ({ skip }) => {
    const folder = process.getuid?.() === 0 ? (mount('ro') ?? skip()) : emptyFolder();
    if (process.getuid?.() !== 0) chmodSync(folder, 0o555);
    const report = join(emptyFolder(), 'report.txt');
    writeFileSync(report, 'x');
    const result = await run(args(report, '-o', join(folder, 'out')));
    expectRun(result, { status: 74, stdout: '', stderr: /(read-only|permission denied)/ });
  });

  it('in a folder that is not there, or a folder itself', async () => {
    const folder = emptyFolder();
    const report = join(folder, 'report.txt');
    writeFileSync(report, 'x');
    expectRun(await run(args(report, '-o', join(folder, 'none/out'))), { status: 74, stderr: /mkdir -p/ });
    expectRun(await run(args(report, '-o', folder, '--force')), { status: 59, stderr: /is a folder/ });
  });

  it.skipIf(windows)('the report itself, by another name or link, or by standard input', async () => {
    const folder = emptyFolder();
    const report = join(folder, 'report.txt');
    writeFileSync(report, 'precious');
    symlinkSync(report, join(folder, 'soft'));
    linkSync(report, join(folder, 'hard'));
    for (const name of ['report.txt', 'soft', 'hard', `../${folder.split('/').at(-1)}/report.txt`]) {
      const result = await run(args(report, '-o', join(folder, name), '--force'));
      expectRun(result, { status: 59, stdout: '', stderr: /same file as an input/ });
    }
    const script = '"$@" < report.txt';
    const command = ['-c', script, 'sh', process.execPath, launcher, ...args('-o', 'hard', '--force')];
    expect(spawnSync('sh', command, { cwd: folder, env: scrubbed() }).status).toBe(59);
    expect(readFileSync(report, 'utf8')).toBe('precious');
  });
});

describe.skipIf(windows)('a current folder that was removed', () => {
  it.each(['x', 'x y', '-q x', '.', '-o - x'])('encrypt %s: 61, as for verify', async (words) => {
    const shell = 'mkdir gone && cd gone && rmdir ../gone && "$@"';
    const result = await run(args(...words.split(' ')), { cwd: emptyFolder(), shell });
    expectRun(result, {
      status: 61,
      stdout: '',
      stderr: /error: (cannot read x: no such file|\. is a folder)/,
    });
  });
});

describe('a report that changes while it is read', () => {
  it.each([
    ['grows', (path: string) => appendFileSync(path, 'more'), /gave more/],
    ['shrinks', (path: string) => truncateSync(path, 1000), /changed while it was read/],
  ] as const)('%s: 74 and nothing left', async (_name, change, stderr) => {
    const folder = emptyFolder();
    const big = sparseFile(folder, 300 * MIB);
    const running = run(args('big', '--binary'), { cwd: folder });
    // it has begun when its temporary file is there
    while (!readdirSync(folder).some((name) => name.endsWith('.tmp')))
      await new Promise((done) => setTimeout(done, 5));
    change(big);
    expectRun(await running, { status: 74, stdout: '', stderr });
    expect(readdirSync(folder)).toEqual(['big']);
  });
});

describe('streams that end early', () => {
  const shell = (script: string) => {
    const command = ['-c', script, 'sh', process.execPath, launcher, ...args()];
    return spawnSync('sh', command, { cwd: emptyFolder(), env: scrubbed() });
  };

  it.skipIf(windows).each([
    ['<&-', /is closed or \/dev\/null: nothing can be read/],
    ['< /dev/null', /is closed or \/dev\/null: nothing can be read/],
    ['- < /dev/null', /is closed or \/dev\/null: nothing can be read/],
    ['-o out < .', /is a folder, not a file/],
  ])('a standard input that nothing can come from: %s: 61', (redirection, words) => {
    const { status, stdout, stderr } = shell(`"$@" ${redirection}; status=$?; ls; exit $status`);
    expect({ status, stdout: String(stdout) }).toEqual({ status: 61, stdout: '' });
    expect(String(stderr)).toMatch(words);
    expect(String(stderr)).toMatch(
      /\ncodeship-sec: name the file with the report\ncodeship-sec: hint: codeship-sec encrypt --help --bundle \S+\n$/,
    );
  });

  it.skipIf(windows)('a folder as standard input is refused where a message is read, too', () => {
    const command = ['-c', '"$@" < .', 'sh', process.execPath, launcher, 'verify'];
    const { status, stderr } = spawnSync('sh', command, { env: scrubbed(), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 61, stderr: expect.stringContaining('is a folder') });
  });

  it.skipIf(windows).each(["printf '' |", 'true |', '< empty'])(
    'an empty report is one, and that is said: %s',
    async (before) => {
      const { status, stdout, stderr } = shell(`: > empty; ${before} "$@"`);
      expect({ status, stderr: String(stderr) }).toEqual({
        status: 0,
        stderr: expect.stringContaining('standard input is empty: so is the message'),
      });
      expect((await openMessage(stdout, vendor.privateKey)).data).toHaveLength(0);
    },
  );

  it.skipIf(windows)('a reader that goes away: 74, for these bytes were the point', () => {
    const big = sparseFile(emptyFolder(), 20 * MIB);
    const script = '{ "$@"; echo "status $?" >&2; } | head -c 100 > /dev/null';
    const command = ['-c', script, 'sh', process.execPath, launcher, ...args(big, '-o', '-')];
    const { stderr } = spawnSync('sh', command, { env: scrubbed(), encoding: 'utf8' });
    expect(stderr).toMatch(/error: .*closed before all bytes were written[\s\S]*status 74\n$/);
  });

  it.skipIf(windows)('a FIFO as output is written straight through', async () => {
    const folder = emptyFolder();
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    const reader = spawn('cat', [join(folder, 'fifo')]);
    const parts: Buffer[] = [];
    reader.stdout.on('data', (part) => parts.push(part));
    const closed = new Promise((done) => reader.on('close', done));
    expectRun(await run(args('-o', join(folder, 'fifo')), { stdin: 'x' }), { status: 0, stdout: '' });
    await closed;
    expect((await openMessage(Buffer.concat(parts), vendor.privateKey)).data.toString()).toBe('x');
  });
});

import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { asNobody, NOBODY } from '../support/nobody.js';
import { emptyFolder, expectRun, launcher, root, run, scrubbed } from '../support/run.js';

/** Output files, with the command that writes one soonest. */
const save = (path: string, ...more: string[]) => run(['key', 'export', '-o', path, ...more], { cwd });

let cwd: string;
beforeEach(() => {
  cwd = emptyFolder();
});

/** Nothing but these is in the folder: no output, no temporary file. */
const expectFiles = (...names: string[]) => expect(readdirSync(cwd).sort()).toEqual(names.sort());
const posix = process.platform === 'win32' ? describe.skip : describe;
const linux = process.platform === 'linux' ? describe : describe.skip;

describe('an output that may not be written', () => {
  it('an existing file: 59, untouched, and the two ways on', async () => {
    writeFileSync(join(cwd, 'out'), 'precious');
    expectRun(await save('out'), {
      status: 59,
      stdout: '',
      stderr: [
        'codeship-sec: error: out exists and is not replaced',
        'codeship-sec: hint: codeship-sec key export -o out --force',
        'codeship-sec: name another output with -o',
        '',
      ].join('\n'),
    });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('precious');
    expectFiles('out');
  });

  it('a folder: 59, also with --force', async () => {
    mkdirSync(join(cwd, 'sub'));
    for (const more of [[], ['--force']]) {
      expectRun(await save('sub', ...more), {
        status: 59,
        stderr: /sub is a folder\n.*: name a file in it with -o\n$/,
      });
    }
    expectFiles('sub');
    expect(readdirSync(join(cwd, 'sub'))).toEqual([]);
  });

  it('in a folder that is missing: 74, with the command that makes it', async () => {
    expectRun(await save('my folder/out'), {
      status: 74,
      stderr: /my folder: no such file or folder\n.*hint: mkdir -p 'my folder'\n$/,
    });
    expectFiles();
  });

  it('below a file: 74', async () => {
    writeFileSync(join(cwd, 'file'), '');
    expectRun(await save('file/out'), { status: 74, stderr: /error: cannot write file\/out: / });
    expectFiles('file');
  });

  it('an empty name: 2', async () => {
    expectRun(await save(''), { status: 2, stdout: '', stderr: /has an empty value/ });
    expectFiles();
  });

  it('a name that is too long: 74', async () => {
    expectRun(await save('x'.repeat(300)), { status: 74, stderr: /the name is too long/ });
    expectFiles();
  });
});

posix('links, devices and FIFOs', () => {
  it('a dangling link: 59, also with --force', async () => {
    symlinkSync('nowhere', join(cwd, 'out'));
    for (const more of [[], ['--force']]) {
      expectRun(await save('out', ...more), { status: 59, stderr: /link to a file that does not exist/ });
    }
    expectFiles('out');
  });

  it('a circle of links: 74', async () => {
    symlinkSync('a', join(cwd, 'b'));
    symlinkSync('b', join(cwd, 'a'));
    expectRun(await save('a', '--force'), { status: 74, stderr: /too many symbolic links/ });
  });

  it('--force through a link replaces the file and keeps the link', async () => {
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'sub/real'), 'old');
    symlinkSync('sub/real', join(cwd, 'out'));
    expectRun(await save('out', '--force'), { status: 0 });
    expect(lstatSync(join(cwd, 'out')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'sub/real'), 'utf8')).toContain('BEGIN PGP');
    expectFiles('out', 'sub');
    expect(readdirSync(join(cwd, 'sub'))).toEqual(['real']);
  });

  it('--force gives a new file in the old one’s place: its mode is kept, another name of the old one too', async () => {
    writeFileSync(join(cwd, 'out'), 'old');
    linkSync(join(cwd, 'out'), join(cwd, 'other'));
    for (const mode of [0o600, 0o666]) {
      chmodSync(join(cwd, 'out'), mode);
      expectRun(await save('out', '--force'), { status: 0 });
      expect(statSync(join(cwd, 'out')).mode & 0o777).toBe(mode);
    }
    expect(readFileSync(join(cwd, 'other'), 'utf8')).toBe('old');
  });

  it('a device is written through, without --force', async () => {
    expectRun(await save('/dev/null'), { status: 0, stderr: /wrote \/dev\/null/ });
  });

  it('a FIFO is written through', async () => {
    execFileSync('mkfifo', [join(cwd, 'out')]);
    const reader = spawn('cat', ['out'], { cwd });
    const parts: Buffer[] = [];
    reader.stdout.on('data', (part) => parts.push(part));
    const closed = new Promise((resolve) => reader.on('close', resolve));
    expectRun(await save('out'), { status: 0 });
    await closed;
    expect(Buffer.concat(parts).toString()).toContain('BEGIN PGP PUBLIC KEY BLOCK');
    expectFiles('out');
  });

  it.each(['/dev/stdout', '/dev/fd/1'])('%s is standard output, also where that has no path', (path) => {
    const command = `"$0" "$1" key export -o ${path} | cat`;
    const output = execFileSync('sh', ['-c', command, process.execPath, launcher], { env: scrubbed() });
    expect(output.toString()).toMatch(/BEGIN PGP PUBLIC KEY BLOCK/);
  });
});

posix('without permission', () => {
  it('a folder that is read-only: 74, nothing left', async () => {
    chmodSync(cwd, 0o555);
    const result = await run(['key', 'export', '-o', join(cwd, 'out')], asNobody());
    expectRun(result, { status: 74, stdout: '', stderr: /permission denied/ });
    chmodSync(cwd, 0o755);
    expectFiles();
  });

  it('a bundle that cannot be read: 41', async () => {
    const dir = join(cwd, 'bundle');
    cpSync(join(root, 'data'), dir, { recursive: true });
    chmodSync(join(dir, 'bundle.json'), 0);
    if (NOBODY.uid !== undefined) chownSync(join(dir, 'bundle.json'), 0, 0);
    chmodSync(cwd, 0o755);
    const result = await run(['key', '--bundle', dir], asNobody());
    expectRun(result, { status: 41, stdout: '', stderr: /bundle\.json: permission denied/ });
  });

  it('a report that may not be read: 61 with its path, and who may', async () => {
    const report = join(cwd, 'report');
    writeFileSync(report, 'the report');
    chmodSync(report, 0);
    chmodSync(cwd, 0o777);
    expectRun(await run(['encrypt', report], asNobody()), {
      status: 61,
      stdout: '',
      stderr: `codeship-sec: error: cannot read ${report}: permission denied\ncodeship-sec: hint: ls -ld ${report}\n`,
    });
    expectFiles('report');
  });
});

linux('a full disk', () => {
  it('behind -o and behind stdout: 74', async () => {
    expectRun(await save('/dev/full'), { status: 74, stdout: '', stderr: /no space left on the device/ });
    for (const args of [['key', 'export'], ['key'], ['key', '--json'], ['--help']]) {
      const result = await run(args, { stdout: openSync('/dev/full', 'w') });
      expectRun(result, {
        status: 74,
        stderr:
          /^codeship-sec: error: cannot write to standard output: no space left on the device\ncodeship-sec: make room [^\n]+\n$/,
      });
    }
  });

  it('behind stdout where an error was to be written as JSON: both are said, and 74', async () => {
    for (const args of [
      ['show', 'zzz', '--json'],
      ['key', 'exprot', '--json'],
    ]) {
      const result = await run(args, { stdout: openSync('/dev/full', 'w') });
      expectRun(result, {
        status: 74,
        stderr: /error: (no section|unknown)[\s\S]*error: cannot write to standard/,
      });
    }
  });

  it('a file that may not grow: 74, no temporary file, the old one untouched', async () => {
    writeFileSync(join(cwd, 'out'), 'old');
    const result = await new Promise<{ status: number | null; stderr: string }>((resolve) => {
      const child = spawn(
        'sh',
        [
          '-c',
          `ulimit -f 1; exec "$0" "$@"`,
          process.execPath,
          launcher,
          'key',
          'export',
          '-o',
          'out',
          '--force',
        ],
        { cwd, env: scrubbed() },
      );
      let stderr = '';
      child.stderr.on('data', (part) => {
        stderr += part;
      });
      child.on('close', (status) => resolve({ status, stderr }));
    });
    expect(result).toEqual({
      status: 74,
      stderr: expect.stringContaining('larger than the file system allows'),
    });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('old');
    expectFiles('out');
  });
});

posix('a signal', () => {
  it.each(['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2', 'SIGALRM'] as const)(
    '%s ends a program that waits for a FIFO, as a shell shows it, and leaves nothing',
    async (signal) => {
      execFileSync('mkfifo', [join(cwd, 'out')]); // nobody reads it: the program waits
      const child = spawn(process.execPath, [launcher, 'key', 'export', '-o', 'out'], {
        cwd,
        env: scrubbed(),
      });
      const closed = new Promise((resolve) => child.on('close', (code, by) => resolve(by ?? code)));
      await new Promise((resolve) => setTimeout(resolve, 1500));
      child.kill(signal);
      expect(await closed).toBe(signal);
      expectFiles('out');
    },
  );
});

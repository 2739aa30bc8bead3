import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageBundles } from '../support/page-bundle.js';
import { emptyFolder, launcher, run, scrubbed } from '../support/run.js';
import { requireTool } from '../support/tools.js';

const makeBundle = pageBundles();
const folder = emptyFolder();
let bundle: string;

beforeAll(() => {
  const sections = Array.from(
    { length: 400 },
    (_, at) => `## Section ${at}\n\n${'some words '.repeat(60)}\n`,
  );
  bundle = makeBundle(`---\ntitle: Long\n---\n${sections.join('\n')}`);
});

/** A shell's command line that runs the built program as `$0 $1`. */
function shell(line: string): string {
  const result = spawnSync('sh', ['-c', line, process.execPath, launcher, bundle], {
    cwd: folder,
    env: scrubbed(),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(result.stderr).toBe('');
  return result.stdout;
}

describe.skipIf(process.platform === 'win32')('a reader that takes its time', () => {
  it('gets what a file gets, more than a pipe holds', () => {
    shell('"$0" "$1" show --bundle "$2" > page.txt');
    const whole = readFileSync(join(folder, 'page.txt'), 'utf8');
    expect(whole.length).toBeGreaterThan(200_000);
    expect(shell('"$0" "$1" show --bundle "$2" | (sleep 1; cat)')).toBe(whole);
  });

  it('does not keep a signal from ending the program', async () => {
    const child = spawn(process.execPath, [launcher, 'show', '--bundle', bundle], {
      env: scrubbed(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(child.stdout, 'readable'); // it writes, and from here on nobody reads
    await after(300);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it.skipIf(!requireTool('python3'))(
    'gets it in order from a pipe that is full and does not block',
    async () => {
      writeFileSync(
        join(folder, 'full.py'),
        'import fcntl, os, sys\nfcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK)\nos.write(1, b"x" * 60000)\nos.execv(sys.argv[1], sys.argv[1:])\n',
      );
      const page = (await run(['show'])).stdout;
      expect(shell('python3 full.py "$0" "$1" show | (sleep 1; cat)')).toBe('x'.repeat(60_000) + page);
    },
  );
});

describe.skipIf(process.platform === 'win32')('a reader that goes away', () => {
  /** `codeship-sec … | true`, and the status of the left side. */
  const intoNothing = (args: string[]) =>
    new Promise<{ status: number | null; stderr: string }>((resolve) => {
      const line = `{ sleep 0.2; "$0" "$@"; echo "status $?" >&2; } | true`;
      const child = spawn('sh', ['-c', line, process.execPath, launcher, ...args], { env: scrubbed() });
      child.stdin.end('a report');
      let text = '';
      child.stderr.on('data', (part) => {
        text += part;
      });
      child.on('close', () => {
        const [, stderr = '', status] = /^([\s\S]*)status (\d+)\n$/.exec(text) ?? [];
        resolve({ status: Number(status), stderr });
      });
    });

  it.each([
    ['show'],
    ['show', '--format', 'html'],
    ['toc'],
    ['search', 'key'],
    ['key'],
    ['contact'],
    ['--help'],
    ['key', '--json'],
    ['--version'],
  ])('%s: 0 and silence', async (...args) => {
    expect(await intoNothing(args)).toEqual({ status: 0, stderr: '' });
  });

  it('74 where the bytes are the point', async () => {
    for (const args of [['key', 'export'], ['key', 'export', '--binary'], ['encrypt']]) {
      expect(await intoNothing(args)).toEqual({
        status: 74,
        stderr: expect.stringMatching(
          /error: standard output was closed before .*\n.*: name another output with -o\n/,
        ),
      });
    }
  });
});

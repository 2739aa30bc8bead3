import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { reporter } from '../support/reporter.js';
import { emptyFolder, launcher, run, scrubbed } from '../support/run.js';
import { DATA, verifier } from '../support/verifier.js';

const me = reporter();
const given = verifier();
const LINUX: NodeJS.Signals[] = process.platform === 'linux' ? ['SIGIO', 'SIGPWR', 'SIGSTKFLT'] : [];
const ENDINGS: NodeJS.Signals[] = [
  ...(['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGALRM'] as const),
  ...(['SIGTERM', 'SIGXCPU', 'SIGVTALRM', 'SIGPROF', 'SIGSYS', 'SIGTRAP', 'SIGABRT'] as const),
  ...LINUX,
];

/** Starts the program in a folder; the shell sees to it that a signal leaves no image of the memory. */
function start(args: readonly string[], cwd: string, env: Record<string, string> = {}): ChildProcess {
  const command = 'ulimit -c 0; exec "$0" "$@"';
  return spawn('sh', ['-c', command, process.execPath, launcher, ...args], { cwd, env: scrubbed(env) });
}

/** Sends a signal as soon as `ready` holds; the answer is what ended the program, and what it said. */
async function endBy(child: ChildProcess, signal: NodeJS.Signals, ready: () => boolean) {
  const said: Buffer[] = [];
  child.stdin?.on('error', () => undefined); // it may not take all of it
  child.stderr?.on('data', (part) => said.push(part));
  const closed = once(child, 'close');
  for (let tries = 0; !ready() && tries < 500; tries++) await after(20);
  expect(ready(), 'the program has begun').toBe(true);
  child.kill(signal);
  const [code, by] = await closed;
  return { code, by, stderr: Buffer.concat(said).toString().split('\n').slice(-2).join('\n') };
}

const unfinished = (folder: string) => readdirSync(folder).some((name) => name.endsWith('.tmp'));

describe.skipIf(process.platform === 'win32')('a signal', () => {
  it.each(ENDINGS)(
    '%s: the program dies of it, and leaves the older file and nothing else',
    async (signal) => {
      const folder = emptyFolder();
      writeFileSync(join(folder, 'out'), 'old');
      const child = start(me.args('-f', '-o', 'out'), folder);
      child.stdin?.write('the first line of a report\n');
      expect(await endBy(child, signal, () => unfinished(folder))).toEqual({
        code: null,
        by: signal,
        stderr: 'codeship-sec: interrupted: nothing was written\n',
      });
      expect(readdirSync(folder)).toEqual(['out']);
      expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('old');
    },
  );

  it('names the files that are finished', async () => {
    const folder = emptyFolder();
    for (const name of ['one', 'two', 'four']) writeFileSync(join(folder, name), name);
    execFileSync('mkfifo', [join(folder, 'three')]); // nobody writes to it: the program waits
    const child = start(me.args('one', 'two', 'three', 'four'), folder);
    const ended = await endBy(child, 'SIGINT', () => existsSync(join(folder, 'two.asc')));
    expect(ended).toEqual({
      code: null,
      by: 'SIGINT',
      stderr: 'codeship-sec: interrupted: one.asc and two.asc were written, nothing else\n',
    });
    expect(readdirSync(folder)).toEqual(['four', 'one', 'one.asc', 'three', 'two', 'two.asc']);
  });

  it('says that standard output has a part of the message', async () => {
    const child = start(me.args('-'), emptyFolder());
    child.stdin?.write(Buffer.alloc(1 << 21));
    let bytes = 0;
    child.stdout?.on('data', (part) => {
      bytes += part.length;
    });
    const { by, stderr } = await endBy(child, 'SIGTERM', () => bytes > 0);
    expect(by).toBe('SIGTERM');
    expect(stderr).toBe(
      'codeship-sec: interrupted: of the output to standard output only a part was written\n',
    );
  });

  it('with --quiet nothing is said, and the file is removed all the same', async () => {
    const folder = emptyFolder();
    const child = start(me.args('-q', '-o', 'out'), folder);
    expect(await endBy(child, 'SIGINT', () => unfinished(folder))).toEqual({
      code: null,
      by: 'SIGINT',
      stderr: '',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so for verify --output', async () => {
    given.put('sig', given.signature);
    const args = ['verify', '--bundle', given.vendor.dir, '--signature', 'sig', '-', '-o', 'out'];
    const child = start(args, given.cwd);
    child.stdin?.write(DATA);
    const ended = await endBy(child, 'SIGINT', () => unfinished(given.cwd));
    expect(ended).toEqual({
      code: null,
      by: 'SIGINT',
      stderr: 'codeship-sec: interrupted: nothing was written\n',
    });
    expect(given.files()).toEqual(['sig']);
  });

  it('ends a command that only reads without a word', async () => {
    const child = start(['verify', '-'], emptyFolder());
    await after(1500); // it waits for standard input
    expect(await endBy(child, 'SIGINT', () => true)).toEqual({ code: null, by: 'SIGINT', stderr: '' });
  });

  it.each([
    ['before the first line', "process.kill(process.pid, 'SIGUSR1')"],
    [
      'a little later, by a thread of Node.js that was late',
      'setTimeout(() => { inspector.open(0); look(); }, 300)',
    ],
  ])('a socket for a debugger that SIGUSR1 has opened is closed: %s', async (_, open) => {
    const preload = join(emptyFolder(), 'preload.cjs');
    writeFileSync(
      preload,
      `const inspector = require('node:inspector');
      let opened = false;
      const look = () => { opened ||= inspector.url() !== undefined; };
      ${open};
      if (${open.startsWith('process')})
        for (const end = Date.now() + 10_000; !inspector.url() && Date.now() < end; ) JSON.stringify(process.versions);
      look();
      setInterval(look, 1).unref();
      process.on('exit', () => process._rawDebug('opened:', opened, 'open:', inspector.url()));`,
    );
    const env = { NODE_OPTIONS: `--require ${preload} --inspect-port=0` };
    async function* slowly() {
      await after(1200);
      yield Buffer.from('text');
    }
    const { stderr } = await run(['verify', '-'], { env, stdin: slowly() });
    expect(stderr).toContain('opened: true open: undefined');
  });
});

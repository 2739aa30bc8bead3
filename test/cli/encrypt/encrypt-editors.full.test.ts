import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { findTool } from '../../support/find-tool.js';
import { takeAway } from '../../support/memory.js';
import { emptyFolder, launcher, scrubbed } from '../../support/run.js';
import { runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

/** New for each test: what an earlier one has left is not this one's. */
let marker: string;

let vendor: TestVendor;
let home: string;
let cwd: string;
let temporary: string;

beforeAll(async () => {
  vendor = await makeVendor();
});

beforeEach(() => {
  marker = `Marker${Math.random().toString(36).slice(2)}`;
  home = emptyFolder();
  cwd = emptyFolder();
  temporary = emptyFolder();
});

const env = (EDITOR: string) => ({ EDITOR, HOME: home, TMPDIR: temporary });

const edit = (editor: string, keys: { after: RegExp; send: string }[], args: readonly string[] = []) =>
  runOnTerminal(['encrypt', '--edit', '--bundle', vendor.dir, ...args], { cwd, env: env(editor), keys });

/** Every file that holds the marker, anywhere where a program may have left it. */
function found(): string[] {
  const places = [home, cwd, temporary, '/dev/shm', '/var/tmp'].filter((place) => existsSync(place));
  try {
    return execFileSync('grep', ['-rlaF', marker, ...places], { encoding: 'utf8' })
      .trim()
      .split('\n');
  } catch {
    return []; // grep's status for nothing
  }
}

async function decrypted(): Promise<string> {
  const { data } = await openMessage(readFileSync(join(cwd, 'report.md.asc')), vendor.privateKey);
  return data.toString();
}

/** The path of the message that could not be put in place. */
function keptMessage(output: string): string {
  const [, path = ''] = /the encrypted message is kept, as\s+(\S+)/.exec(output) ?? [];
  expect(existsSync(path), output).toBe(true);
  return path;
}

/** Settings that leave copies everywhere. */
function vimrc(): void {
  const folder = join(home, 'copies');
  mkdirSync(folder);
  const settings = [
    'backup',
    'writebackup',
    'undofile',
    'swapfile',
    `directory=${folder}//`,
    `backupdir=${folder}//`,
    `undodir=${folder}`,
    'updatecount=1',
    "viminfo='100,<1000,s100",
  ];
  writeFileSync(join(home, '.vimrc'), settings.map((one) => `set ${one}\n`).join(''));
}

/** Types the marker into vim, at the end. */
const type = () => ({ after: /Security report/, send: `Go${marker}\u001b` });
const typed = () => new RegExp(marker);

const VIM = process.platform !== 'win32' && requireTool('vim');
const NANO = process.platform !== 'win32' && requireTool('nano');
requireTool('python3');

describe.skipIf(!VIM)('vim', () => {
  it('leaves nothing after success, whatever its settings', async () => {
    vimrc();
    const screen = await edit('vim', [type(), { after: typed(), send: 'yy:wq\r' }]);
    expect(screen.status).toBe(0);
    expect(await decrypted()).toContain(marker);
    expect(found()).toEqual([]);
  });

  it('is left with :cq: the text that it had saved is kept in one place, which is named', async () => {
    vimrc();
    const screen = await edit('vim', [type(), { after: typed(), send: ':w\r:cq\r' }], []);
    expect(screen.status).toBe(1);
    const [, path = ''] = /kept, unencrypted, as\s+(\S+)/.exec(screen.output) ?? [];
    expect(found()).toEqual([path]);
    takeAway(path);
  });
});

describe.skipIf(!NANO)('nano', () => {
  it('leaves nothing', async () => {
    writeFileSync(join(home, '.nanorc'), 'set backup\nset historylog\nset positionlog\n');
    const screen = await edit('nano', [
      { after: /Security report/, send: `${marker}\r` },
      { after: typed(), send: '\u0013\u0018' },
    ]);
    expect(screen.status).toBe(0);
    expect(await decrypted()).toContain(marker);
    expect(found()).toEqual([]);
  });
});

/** A scripted editor in a file of its own. */
function scripted(script: string): string {
  const path = join(emptyFolder(), 'editor');
  writeFileSync(path, `#!/bin/sh\necho ${marker.slice(0, 9)}""${marker.slice(9)} >> "$1"\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Runs without a terminal; a signal is sent once the editor has written, to the program alone. */
function signalled(signal: NodeJS.Signals): Promise<{ signal: NodeJS.Signals | null; stderr: string }> {
  const ready = join(cwd, 'ready');
  const child = spawn(process.execPath, [launcher, 'encrypt', '--edit', '--bundle', vendor.dir], {
    cwd,
    env: scrubbed(env(scripted(`echo $$ > ${ready}\nexec sleep 30`))),
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const poll = setInterval(() => {
    if (!existsSync(ready) || readFileSync(ready, 'utf8') === '') return;
    clearInterval(poll);
    child.kill(signal);
  }, 50);
  return new Promise((resolve) => {
    child.on('exit', (_status, by) => {
      clearInterval(poll);
      setTimeout(() => resolve({ signal: by, stderr }), 200); // its last words may still be on their way
    });
  });
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === 'win32' || !findTool('grep'))('a scripted editor', () => {
  it('has Ctrl-C and Ctrl-\\ for itself', async () => {
    const screen = await edit(scripted('kill -INT $PPID; kill -QUIT $PPID; sleep 0.3'), []);
    expect(screen.status).toBe(0);
    expect(await decrypted()).toContain(marker);
    expect(found()).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('is ended by %s, and the text is wiped', async (signal) => {
    const result = await signalled(signal);
    expect(result.signal).toBe(signal);
    expect(result.stderr).toMatch(/interrupted: nothing was written, and the text was removed\n$/);
    expect(found()).toEqual([]);
    const pid = Number(readFileSync(join(cwd, 'ready'), 'utf8'));
    await expect.poll(() => isAlive(pid), { timeout: 3000 }).toBe(false);
  });

  it.each(['kill -KILL $$', 'kill -SEGV $$'])(
    'that dies of %s leaves its text in one place, which is named',
    async (death) => {
      const screen = await edit(scripted(death), []);
      expect(screen.status).toBe(1);
      const [, path = ''] = /kept, unencrypted, as\s+(\S+)/.exec(screen.output) ?? [];
      expect(found()).toEqual([path]);
      takeAway(path);
    },
  );

  it('leaves no text where the output cannot be written, or the disk is full', async () => {
    const gone = await edit(scripted(`rmdir ${cwd}/out`), [], ['-o', 'out/message.asc']).catch(
      () => undefined,
    );
    expect(gone?.status).toBe(74); // there is no such folder, so the editor did not open
    mkdirSync(join(cwd, 'out'));
    const removed = await edit(scripted(`rmdir ${cwd}/out`), [], ['-o', 'out/message.asc']);
    expect(removed.status).toBe(74);
    takeAway(keptMessage(removed.output));
    if (existsSync('/dev/full')) {
      const full = await edit(scripted(''), [], ['-o', '/dev/full']);
      expect(full.status).toBe(74);
      takeAway(keptMessage(full.output));
    }
    expect(found()).toEqual([]);
  });
});

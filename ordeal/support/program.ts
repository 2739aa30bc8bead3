import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { onTooLong } from './time-limit.js';

export interface Ended {
  args: readonly string[];
  /** `null`: a signal ended it. */
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: Buffer;
  stderr: string;
  hung: boolean;
}

export interface Surroundings {
  cwd: string;
  env?: Record<string, string | undefined>;
  /** A shell's command line that runs the program with its arguments as `"$@"`. */
  shell?: string;
  stdin?: string | Uint8Array;
  /** Called with what kills the program. */
  started?(kill: (signal: NodeJS.Signals) => void): void;
}

/** An environment with nothing of the developer's, and no network. */
export function scrubbed(root: string, cwd: string, env: Surroundings['env'] = {}): NodeJS.ProcessEnv {
  const all = {
    PATH: process.env.PATH,
    HOME: cwd,
    XDG_DATA_HOME: join(cwd, 'data'),
    TMPDIR: cwd,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...env,
  };
  const preload = `--require ${join(root, 'test/support/no-network.cjs')}`;
  const options = { NODE_OPTIONS: `${preload} ${env.NODE_OPTIONS ?? ''}` };
  return Object.fromEntries(
    Object.entries({ ...all, ...options }).filter(([, value]) => value !== undefined),
  );
}

/** Runs the built program in a session of its own, where there is no terminal. It leaves no image of its memory. */
export function runProgram(root: string, args: readonly string[], around: Surroundings): Promise<Ended> {
  const program = [process.execPath, join(root, 'bin/codeship-sec.cjs'), ...args];
  const line = `ulimit -c 0; ${around.shell ?? 'exec "$@"'}`;
  const child = spawn('/bin/sh', ['-c', line, 'sh', ...program], {
    cwd: around.cwd,
    env: scrubbed(root, around.cwd, around.env),
    stdio: 'pipe',
    detached: true,
  });
  const parts: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  child.stdout.on('data', (part) => parts.stdout.push(part));
  child.stderr.on('data', (part) => parts.stderr.push(part));
  child.stdin.on('error', () => undefined);
  child.stdin.end(around.stdin ?? '');
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch {
      // it has ended
    }
  };
  around.started?.(kill);
  return new Promise((resolve, reject) => {
    let hung = false;
    const inTime = onTooLong(child.pid ?? 0, () => {
      hung = true;
      kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (status, signal) => {
      inTime();
      const stderr = Buffer.concat(parts.stderr).toString();
      resolve({ args, status, signal, stdout: Buffer.concat(parts.stdout), stderr, hung });
    });
  });
}

/** The signal that a shell says of, where it has not died of it itself. */
export function signalOf({ status, signal }: Ended): NodeJS.Signals | null {
  if (signal || status === null || status < 128) return signal;
  const byNumber = Object.entries(constants.signals).find(([, number]) => number === status - 128);
  return (byNumber?.[0] as NodeJS.Signals | undefined) ?? null;
}

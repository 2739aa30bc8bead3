import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Ended, scrubbed } from './program.js';
import { onTooLong } from './time-limit.js';

/** The built program in a process of its own that runs it again and again (see test/support/batch.cjs). */
export interface Runner {
  run(args: readonly string[]): Promise<Ended>;
  close(): void;
}

/** Runs of one process; then another takes its place. */
const MOST_RUNS = 4000;

/** @param cwd of all its runs, which come one after the other */
export function openRunner(root: string, cwd: string): Runner {
  let child: ChildProcess | undefined;
  let runs = 0;
  let answer: (ended: Omit<Ended, 'args'>) => void = () => undefined;
  const start = (): ChildProcess => {
    const started = spawn(process.execPath, [join(root, 'test/support/batch.cjs')], {
      cwd,
      env: scrubbed(root, cwd),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    let said = '';
    started.stderr.on('data', (part) => {
      said += part;
    });
    createInterface({ input: started.stdout }).on('line', (line) => {
      const { status, stdout, stderr } = JSON.parse(line);
      const decoded = { stdout: Buffer.from(stdout, 'base64'), stderr: said + Buffer.from(stderr, 'base64') };
      answer({ status, signal: null, hung: false, ...decoded });
    });
    started.on('close', (status, signal) => {
      // one that was stopped is waited for no more
      if (child !== started) return;
      child = undefined;
      answer({ status: status ?? 1, signal, hung: false, stdout: Buffer.alloc(0), stderr: said });
    });
    return started;
  };
  return {
    run: (args) =>
      new Promise((resolve) => {
        if (runs++ % MOST_RUNS === MOST_RUNS - 1) stop();
        child ??= start();
        const inTime = onTooLong(child.pid ?? 0, () => {
          answer({ status: null, signal: null, hung: true, stdout: Buffer.alloc(0), stderr: '' });
          stop();
        });
        answer = (ended) => {
          answer = () => undefined;
          inTime();
          resolve({ args, ...ended });
        };
        child.stdin?.write(`${JSON.stringify({ id: runs, args })}\n`);
      }),
    close: stop,
  };

  function stop(): void {
    const old = child;
    child = undefined;
    old?.kill('SIGKILL');
  }
}

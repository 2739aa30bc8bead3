import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkHints } from './hints.js';
import { type Result, root, scrubbed } from './run.js';

interface Answer {
  id: number;
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the built program as `run` does, but many times in a few processes (see batch.cjs). */
export interface Batch {
  run(args: readonly string[]): Promise<Result>;
  close(): void;
}

export function openBatch(cwd: string): Batch {
  const workers = Array.from({ length: Math.max(2, availableParallelism()) }, () => openWorker(cwd));
  let next = 0;
  return {
    async run(args) {
      const result = await (workers[next++ % workers.length] as Worker).run(args);
      checkHints(args, result.stderr);
      return result;
    },
    close: () => {
      for (const worker of workers) worker.close();
    },
  };
}

interface Worker {
  run(args: readonly string[]): Promise<Result>;
  close(): void;
}

/** A process that answers one after the other; it is started when it is first needed. */
function openWorker(cwd: string): Worker {
  let child: ChildProcess | undefined;
  let count = 0;
  const waiting = new Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>();
  const start = (): ChildProcess => {
    const script = join(root, 'test', 'support', 'batch.cjs');
    const started = spawn(process.execPath, [script], {
      cwd,
      env: scrubbed(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: started.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      waiting.get(answer.id)?.resolve(asResult(answer));
      waiting.delete(answer.id);
    });
    started.on('close', (status, signal) => {
      for (const { reject } of waiting.values())
        reject(new Error(`the program ended with ${status ?? signal}`));
      waiting.clear();
      child = undefined;
    });
    return started;
  };
  return {
    run: (args) =>
      new Promise((resolve, reject) => {
        child ??= start();
        waiting.set(count, { resolve, reject });
        child.stdin?.write(`${JSON.stringify({ id: count++, args })}\n`);
      }),
    close: () => {
      child?.stdin?.end();
    },
  };
}

function asResult(answer: Answer): Result {
  const bytes = Buffer.from(answer.stdout, 'base64');
  const stderr = Buffer.from(answer.stderr, 'base64').toString();
  return { status: answer.status, signal: null, bytes, stdout: bytes.toString(), stderr };
}

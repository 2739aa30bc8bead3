import { constants } from 'node:os';
import { main } from './main.js';
import { removeTemporaries } from './output/files.js';

/** The process around `main`: streams, signals and the exit. Called by bin/codeship-sec.cjs. */
export async function run(root: string): Promise<void> {
  const { argv, env, stdin, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined); // answered where it was written
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      removeTemporaries();
      endBy(signal);
    });
  }
  const io = {
    // a getter: opening stdin has a cost and side effects
    get stdin() {
      return stdin;
    },
    stdout,
    stderr,
    env,
    root,
  };
  process.exitCode = await main(argv.slice(2), io);
  stdin.destroy();
}

/**
 * Ends as the signal does by itself, which a shell shows as 128 and its number. `process.exit` would wait for a
 * thread that is held up in a FIFO. Windows has no signals to die of.
 */
function endBy(signal: NodeJS.Signals): void {
  if (process.platform === 'win32') process.exit(128 + constants.signals[signal]);
  process.kill(process.pid, signal);
}

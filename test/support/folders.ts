import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';

const made: string[] = [];

/** Takes a folder away, with what is in it, when the tests of a file have run, and whatever came of them. */
export function removedAtEnd(path: string): string {
  made.push(path);
  return path;
}

afterAll(removeAll);
// of a file whose tests are all skipped, or that cannot be read, no hook is called: vitest ends its process
process.on('exit', removeAll);
process.once('SIGTERM', () => {
  removeAll();
  process.kill(process.pid, 'SIGTERM');
});

function removeAll(): void {
  for (const path of made.splice(0)) {
    try {
      remove(path);
    } catch {
      // a folder that is left is no fault of what was tested
    }
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // a test has closed a folder in it to us
    if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'u+rwX', path], { stdio: 'ignore' });
    rmSync(path, { recursive: true, force: true });
  }
}

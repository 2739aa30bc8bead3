import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for all that is written, in memory where the system has such; it goes with the process. */
export function workFolder(): string {
  const place = process.env.ORDEAL_DIR ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
  const folder = mkdtempSync(join(place, 'codeship-sec-ordeal-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  return folder;
}

let count = 0;

/** A new folder inside another. */
export function newFolder(inside: string): string {
  const folder = join(inside, `try-${++count}`);
  mkdirSync(folder);
  return folder;
}

/** How the program names what it has not finished: beside the output, and for data held back in TMPDIR. */
export const isTemporary = (name: string) => /^\.?codeship-sec-[0-9a-f]{18}\.tmp$/.test(name);

/** All that lies below a folder. */
export const filesBelow = (folder: string) =>
  (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[]).sort();

import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, root } from './run.js';

/** Options of `run` for a user whom permissions hold up, as they do not root. */
export const NOBODY = process.getuid?.() === 0 ? { uid: 65534 } : {};

/** A copy of the program where every user can read it. */
export function publicCopy(): string {
  const folder = emptyFolder();
  chmodSync(folder, 0o755);
  for (const name of ['bin', 'dist', 'data', 'package.json', 'test/support/no-network.cjs']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  return folder;
}

import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, type RunOptions, root } from './run.js';

/** Options of `run` for a user whom permissions hold up, as they do not root. */
export const NOBODY = process.getuid?.() === 0 ? { uid: 65534 } : {};

/** Options of `run` for that user, with a copy of the program that every user can read. */
export function asNobody(): RunOptions {
  const program = publicCopy();
  return {
    ...NOBODY,
    cwd: '/',
    launcher: join(program, 'bin/codeship-sec.cjs'),
    env: {
      NODE_OPTIONS: `--require ${join(program, 'test/support/no-network.cjs')}`,
      XDG_DATA_HOME: join(program, 'none'),
    },
  };
}

function publicCopy(): string {
  const folder = emptyFolder();
  chmodSync(folder, 0o755);
  for (const name of ['bin', 'dist', 'data', 'package.json', 'test/support/no-network.cjs']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  return folder;
}

import { cpSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.js';

/** What a clone has not. */
const MADE = ['.git', 'build-output', 'dist', 'node_modules'];

/** A copy of the project as it is cloned and installed. What is installed is linked: nobody changes it. */
export function copyProject(folder: string): string {
  for (const entry of readdirSync(root)) {
    if (!MADE.includes(entry) && !entry.endsWith('.tgz'))
      cpSync(join(root, entry), join(folder, entry), { recursive: true });
  }
  const installed = readdirSync(join(root, 'node_modules'), { recursive: true, withFileTypes: true });
  for (const entry of installed) {
    const from = join(entry.parentPath, entry.name);
    const to = join(folder, from.slice(root.length));
    if (entry.isDirectory()) mkdirSync(to, { recursive: true });
    else if (entry.isFile()) linkOrCopy(from, to);
  }
  return folder;
}

function linkOrCopy(from: string, to: string): void {
  mkdirSync(join(to, '..'), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to); // on another disk
  }
}

import { readFileSync } from 'node:fs';

/**
 * Says whether a path from the command line is another than what was typed: Node.js puts U+FFFD in the place of what is
 * not UTF-8. (A name may hold that sign itself; Linux still has the bytes. Windows has none.)
 */
export function isMangled(path: string): boolean {
  if (process.platform === 'win32' || !path.includes('\ufffd')) return false;
  try {
    return !readFileSync('/proc/self/cmdline').includes(path);
  } catch {
    return true; // no such file on this system
  }
}

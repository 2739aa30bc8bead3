import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../errors.js';
import { onEnding } from '../../system/signals.js';
import { systemWords } from '../../text/system-words.js';

/** A folder that nobody else can look into, for a text that must not stay on a disk. */
export interface PrivateFolder {
  path: string;
  /** It is memory, which nothing keeps: of a folder on a disk a trace may stay. */
  inMemory: boolean;
  /** With all that is in it. */
  remove(): void;
  /** It stays, and is the user's from now on. */
  keep(): void;
}

/**
 * Makes one where memory stands in for a disk, if there is such a place, else in the system's temporary folder. A signal
 * removes it.
 *
 * @throws Failure IO_ERROR
 */
export async function makePrivateFolder(
  env: Readonly<Record<string, string | undefined>>,
): Promise<PrivateFolder> {
  for (const place of [env.XDG_RUNTIME_DIR, '/dev/shm']) {
    if (place === undefined || !place.startsWith('/') || !(await isMemory(place))) continue;
    try {
      return folderIn(place, true);
    } catch {
      // full, or not to be written: there is another place
    }
  }
  try {
    return folderIn(tmpdir(), false);
  } catch (error) {
    throw new Failure('IO_ERROR', `no folder for your text in ${tmpdir()}: ${systemWords(error)}`, [
      { advice: 'TMPDIR names another place for temporary files' },
    ]);
  }
}

function folderIn(place: string, inMemory: boolean): PrivateFolder {
  let path = '';
  const remove = () => {
    if (path !== '') rmSync(path, { recursive: true, force: true });
  };
  const forget = onEnding(remove);
  try {
    path = mkdtempSync(join(place, 'codeship-sec-'));
    chmodSync(path, 0o700); // whatever the umask
  } catch (error) {
    forget();
    throw error;
  }
  return {
    path,
    inMemory,
    remove() {
      remove();
      forget();
    },
    keep: forget,
  };
}

/** The types of tmpfs and ramfs (statfs(2), Linux). */
const MEMORY = new Set([0x01021994, 0x858458f6]);

async function isMemory(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const { statfs } = await import('node:fs/promises');
  const found = await statfs(path).catch(() => undefined);
  return found !== undefined && MEMORY.has(found.type);
}

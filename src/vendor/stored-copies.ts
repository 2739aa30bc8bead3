/** The one thing that the program keeps: newer copies of certificates that `key update` was given. */
import { readFileSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CertificateUpdate, StoredCopy } from '../bundle/model.js';
import { Failure } from '../errors.js';
import { systemWords } from '../text/system-words.js';
import { copiesIn, firstCopyName, folderOfCopies, isAbsent, isFolder, trouble } from './copies-folder.js';

/**
 * All stored copies of a certificate; `undefined`: there are none.
 *
 * @throws Failure IO_ERROR where there may be one that cannot be read: to go on without it could undo a revocation
 */
export async function readStored(fingerprint: string): Promise<CertificateUpdate | undefined> {
  const folder = await folderOfCopies();
  if (folder === undefined) return undefined;
  let path = join(folder, firstCopyName(fingerprint));
  for (let triesLeft = 20; ; triesLeft--) {
    try {
      const copies: StoredCopy[] = [];
      const dates: number[] = [];
      // at once: there is rarely anything to read, and the thread pool takes longer to start than this takes
      for (const name of copiesIn(folder, fingerprint)) {
        path = join(folder, name);
        const stats = statSync(path);
        const { dev, ino, mtimeMs } = stats;
        // reading a FIFO would wait for ever, and a device has no end
        if (!stats.isFile() && !stats.isDirectory()) throw notAFile(path);
        const data = readFileSync(path);
        copies.push({ path, data, file: { dev, ino } });
        dates.push(mtimeMs);
      }
      return copies.length > 0 ? { copies, date: new Date(Math.max(...dates)) } : undefined;
    } catch (error) {
      if (error instanceof Failure) throw error;
      // another update has taken it into a copy of its own meanwhile
      if (isAbsent(error) && triesLeft > 0) continue;
      const { place, next } = trouble(path, error);
      throw new Failure(
        'IO_ERROR',
        `cannot read what key update stored: ${place}: ${systemWords(error)}; it may hold a revocation, so it is not left out`,
        next,
        { cause: error },
      );
    }
  }
}

/** No command of this program has made it; what it hides may be a revocation. */
function notAFile(path: string): Failure {
  return new Failure('IO_ERROR', `cannot read what key update stored: ${path} is no file`, [
    { run: 'key reset' },
  ]);
}

/**
 * Removes all stored copies of a certificate.
 *
 * @returns the paths of what was removed
 */
export async function removeStored(fingerprint: string): Promise<string[]> {
  const folder = await folderOfCopies();
  if (folder === undefined) return [];
  let path = join(folder, firstCopyName(fingerprint));
  const removed: string[] = [];
  try {
    for (const name of copiesIn(folder, fingerprint)) {
      path = join(folder, name);
      unlinkSync(path);
      removed.push(path);
    }
    return removed;
  } catch (error) {
    const isDirectory = isFolder(path);
    const { place: where, next } = trouble(isDirectory ? path : dirname(path), error);
    const words = isDirectory ? 'it is a folder' : `${where}: ${systemWords(error)}`;
    throw new Failure('IO_ERROR', `cannot remove ${path}: ${words}`, next, { cause: error });
  }
}

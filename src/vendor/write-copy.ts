/**
 * Stores newer copies of certificates.
 *
 * Nothing that was stored is ever replaced. An update stores all that it knows under a name that is free, and then
 * removes the copies that it has read and taken in; their names are not used again. So two updates at a time leave
 * two copies, and no lock is needed: whoever reads takes all copies together. The first copy stays until `key reset`,
 * because its name is always the same.
 */
import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../errors.js';
import { openOutput } from '../files/write/atomic-file.js';
import { makeFolders } from '../files/write/make-folders.js';
import { syncFolder } from '../files/write/new-file.js';
import { systemWords } from '../text/system-words.js';
import { firstCopyName, folderOfCopies, trouble } from './copies-folder.js';

/**
 * Stores a copy, on the disk before anything is removed.
 *
 * @param merged the paths of the copies whose content it holds; they are removed
 * @returns the path
 * @throws Failure IO_ERROR
 */
export async function writeStored(
  fingerprint: string,
  data: Uint8Array,
  merged: readonly string[],
): Promise<string> {
  const folder = await folderOfCopies();
  if (folder === undefined) {
    const message = 'cannot store the key: the system names no folder of yours (HOME is empty)';
    throw new Failure('IO_ERROR', message, [{ advice: 'let XDG_DATA_HOME name a folder for data' }]);
  }
  const first = join(folder, firstCopyName(fingerprint));
  makeFolder(folder);
  const path = await place(first, data).catch((error) => {
    if (!(error instanceof Failure) || error.code !== 'OUTPUT_EXISTS') throw error;
    const name = `${fingerprint.toLowerCase()}-${randomBytes(12).toString('hex')}.pgp`;
    return place(join(folder, name), data);
  });
  for (const copy of merged) if (copy !== first) removeQuietly(copy);
  return path;
}

function makeFolder(folder: string): void {
  try {
    const made = makeFolders(folder, 0o700);
    if (made === undefined) return;
    let above = folder;
    do {
      above = dirname(above);
      syncFolder(above);
    } while (above !== dirname(made) && above !== dirname(above));
  } catch (error) {
    const { place, next } = trouble(folder, error);
    const message = `cannot make the folder ${folder}: ${place}: ${systemWords(error)}`;
    throw new Failure('IO_ERROR', message, next, { cause: error });
  }
}

/** @throws Failure OUTPUT_EXISTS where the name is taken; IO_ERROR */
async function place(path: string, data: Uint8Array): Promise<string> {
  try {
    const sink = await openOutput(path, { force: false, durable: true, inputs: [] });
    try {
      await sink.write(data);
      await sink.commit();
    } catch (error) {
      await sink.abort();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'OUTPUT_EXISTS') throw error;
    // what it says to do is an option for the output, which this command has not
    const { next } = trouble(dirname(path), error.cause);
    throw new Failure('IO_ERROR', error.message, next, { cause: error });
  }
  return path;
}

/** What it held is in another copy as well. */
function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // read once more the next time
  }
}

/**
 * A file that this program has made. Others may have the folder too: all that is done to the file goes by its
 * descriptor, and its name is trusted only after a look at what bears it.
 */
import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, lstatSync, openSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { systemCode } from '../../errors.js';
import { type FileIdentity, sameFile } from '../../system/file-identity.js';

const writeTo = promisify(write);

/** Windows has not all of these. */
const { O_CREAT, O_EXCL, O_NOCTTY = 0, O_NOFOLLOW = 0, O_RDWR, O_WRONLY } = constants;

/** Flags to write to what is there: nothing is made and nothing emptied by opening it, whatever has taken the name. */
export const AS_IT_IS = O_WRONLY | O_NOCTTY;

/** Makes a file where there is nothing, also no link. At once, not in a thread: a signal in between would leave it. */
export function makeFile(path: string, mode: number): number {
  return openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
}

/** Gives the file a mode, whatever the umask; file systems without modes keep theirs. */
export function setMode(descriptor: number, mode: number): void {
  try {
    fchmodSync(descriptor, mode);
  } catch {
    // FAT and the like
  }
}

/** Writes all of a chunk: a system may take less than it is given. */
export async function writeAll(descriptor: number, chunk: Uint8Array): Promise<void> {
  let at = 0;
  while (at < chunk.length) at += (await writeTo(descriptor, chunk, at)).bytesWritten;
}

/** Whether it is still the very file behind the descriptor that bears the name. */
export function bears(path: string, descriptor: number): boolean {
  const found: FileIdentity | undefined = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && sameFile(found, fstatSync(descriptor));
}

/** Has the system put on the disk what a folder lists: a power failure takes it no more. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // it opens no folder
  try {
    const descriptor = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // file systems that do not know it, folders that may be written and not read
    if (systemCode(error) === 'EIO') throw error;
  }
}

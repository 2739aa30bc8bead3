/**
 * Files are written beside their destination and put in place only when complete: a failure, a signal or a full
 * disk leaves no output, no temporary file, and an older file untouched. Devices and FIFOs are written through.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure, systemCode } from '../../errors.js';
import { cannotWrite, type OutputOptions, resolveOutput } from './destination.js';
import { trackTemporary } from './temporaries.js';

/** Bytes go in with back-pressure; then exactly one of `commit` and `abort`. */
export interface FileSink {
  /**
   * When bytes are at their destination: as they are written (standard output, a device), one after the other in
   * `commit`, or all at once at its end.
   */
  readonly arrives: 'written' | 'committed' | 'at-once';
  write(chunk: Uint8Array): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/**
 * Opens the temporary file (or the device itself) for `path`.
 *
 * @throws Failure as `checkOutput`, and IO_ERROR from `write` and `commit`
 */
export async function openOutput(path: string, options: OutputOptions): Promise<FileSink> {
  const { target, existing, device } = await resolveOutput(path, options);
  if (device) return deviceSink(path, target);
  const temporary = join(dirname(target), `.codeship-sec-${randomBytes(9).toString('hex')}.tmp`);
  const forget = trackTemporary(temporary);
  let handle: FileHandle;
  try {
    // made at once, not in a thread: a signal in between would leave a file that nobody knows of yet
    closeSync(openSync(temporary, 'wx', existing ? 0o600 : 0o666));
    handle = await open(temporary, 'r+');
    if (existing) await handle.chmod(existing.mode & 0o777).catch(() => undefined); // whatever the umask
  } catch (error) {
    forget();
    throw cannotWrite(path, error);
  }
  return fileSink({ path, target, temporary, handle, forget, force: options.force });
}

interface OpenFile {
  path: string;
  target: string;
  temporary: string;
  handle: FileHandle;
  /** The temporary file is no longer there to be removed. */
  forget: () => void;
  force: boolean;
}

function fileSink({ path, target, temporary, handle, forget, force }: OpenFile): FileSink {
  const abort = async () => {
    await handle.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    forget();
  };
  return {
    arrives: 'at-once',
    abort,
    async write(chunk) {
      await writeAll(handle, chunk).catch((error) => {
        throw cannotWrite(path, error);
      });
    },
    async commit() {
      try {
        await handle.close();
        // at once, not in a thread: a signal in between would call a finished file unwritten
        if (force) renameSync(temporary, target);
        else place(temporary, target);
        forget();
      } catch (error) {
        await abort();
        throw systemCode(error) === 'EEXIST'
          ? new Failure('OUTPUT_EXISTS', `${path} has appeared meanwhile and is not replaced`, [
              { again: ['--force'] },
            ])
          : cannotWrite(path, error);
      }
    },
  };
}

/** Gives the file its name only if nothing has it: `link` is the one call that fails where `rename` replaces. */
function place(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // a file system without hard links (FAT, some network shares)
    if (statSync(target, { throwIfNoEntry: false }))
      throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    renameSync(temporary, target);
    return;
  }
  unlinkSync(temporary);
}

async function deviceSink(path: string, target: string): Promise<FileSink> {
  let handle: FileHandle;
  try {
    handle = await open(target, 'w');
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const close = () => handle.close().catch(() => undefined);
  return {
    arrives: 'written',
    abort: close,
    async write(chunk) {
      await writeAll(handle, chunk).catch((error) => {
        throw cannotWrite(path, error);
      });
    },
    async commit() {
      await handle.close();
    },
  };
}

/** All of a chunk: a system may take less than it is given. */
export async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let at = 0;
  while (at < chunk.length) at += (await handle.write(chunk, at)).bytesWritten;
}

/**
 * Files are written beside their destination and put in place only when complete: a failure, a signal or a full
 * disk leaves no output, no temporary file, and an older file untouched. Devices and FIFOs are written through.
 */
import { closeSync, fsyncSync, linkSync, renameSync, type Stats, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, systemCode } from '../../errors.js';
import { sameFile } from '../../system/file-identity.js';
import { cannotWrite, changedMeanwhile, type OutputOptions, resolveOutput } from './destination.js';
import { AS_IT_IS, bears, makeFile, setMode, syncFolder, writeAll } from './new-file.js';
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

interface PlacedOptions extends OutputOptions {
  /**
   * The file is synced to the disk before it gets its name, and its folder after that: for what exists nowhere else.
   */
  durable?: boolean;
  /** Nobody else may read it before it is complete. */
  secret?: boolean;
}

/**
 * Opens the temporary file (or the device itself) for `path`.
 *
 * @throws Failure as `checkOutput`, and IO_ERROR from `write` and `commit`
 */
export async function openOutput(path: string, options: PlacedOptions): Promise<FileSink> {
  const { target, existing, device } = await resolveOutput(path, options);
  if (device) return openDevice(path, target, existing);
  const { randomBytes } = await import('node:crypto');
  const temporary = join(dirname(target), `.codeship-sec-${randomBytes(9).toString('hex')}.tmp`);
  const forget = trackTemporary(temporary);
  let descriptor: number;
  try {
    descriptor = makeFile(temporary, existing || options.secret ? 0o600 : 0o666);
  } catch (error) {
    forget();
    throw cannotWrite(path, error);
  }
  const mode = existing ? existing.mode & 0o777 : 0o666 & ~process.umask();
  if (existing && !options.secret) setMode(descriptor, mode);
  return fileSink({ path, target, temporary, descriptor, mode, forget, options });
}

/**
 * Makes the temporary file for `path` and removes it. A device is left alone: a FIFO would wait for its reader.
 *
 * @throws Failure as `openOutput`
 */
export async function tryOutput(path: string, options: OutputOptions): Promise<void> {
  const { device } = await resolveOutput(path, options);
  if (!device) await (await openOutput(path, options)).abort();
}

interface OpenFile {
  path: string;
  target: string;
  temporary: string;
  descriptor: number;
  /** The mode of the file when it is complete. */
  mode: number;
  /** The temporary file is no longer there to be removed. */
  forget: () => void;
  options: PlacedOptions;
}

function fileSink({ path, target, temporary, descriptor, mode, forget, options }: OpenFile): FileSink {
  let isOpen = true;
  const close = () => {
    // once: the number may be another file's by then
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  const abort = async () => {
    quietly(close);
    quietly(() => unlinkSync(temporary));
    forget();
  };
  return {
    arrives: 'at-once',
    abort,
    async write(chunk) {
      await writeAll(descriptor, chunk).catch((error) => {
        throw cannotWrite(path, error);
      });
    },
    async commit() {
      try {
        // at once, not in a thread: a signal in between would call a finished file unwritten
        if (options.durable) fsyncSync(descriptor);
        if (!bears(temporary, descriptor)) throw changedMeanwhile(path);
        if (options.secret) setMode(descriptor, mode);
        close();
        if (options.force) renameSync(temporary, target);
        else place(temporary, target);
        forget();
        if (options.durable) syncFolder(dirname(target));
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

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // what went wrong before is what is told
  }
}

/** Gives the file its name only if nothing has it: `link` is the one call that fails where `rename` replaces. */
function place(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // a file system without hard links (FAT, some network shares): the name is taken first
    closeSync(makeFile(target, 0o600));
    renameSync(temporary, target);
    return;
  }
  unlinkSync(temporary);
}

/**
 * Opens what was found at `path`, and nothing else.
 *
 * @param found undefined: a device of Windows, which is there by its name alone
 * @throws Failure IO_ERROR, OUTPUT_EXISTS: something else has taken the name
 */
async function openDevice(path: string, target: string, found: Stats | undefined): Promise<FileSink> {
  const fail = (error: unknown) => {
    throw cannotWrite(path, error);
  };
  const { open } = await import('node:fs/promises');
  const handle = await open(target, AS_IT_IS).catch(fail);
  const close = () => handle.close().catch(() => undefined);
  if (found && !sameFile(await handle.stat(), found)) {
    await close();
    throw changedMeanwhile(path);
  }
  return {
    arrives: 'written',
    abort: close,
    write: (chunk) => writeAll(handle.fd, chunk).catch(fail),
    commit: () => handle.close().catch(fail),
  };
}

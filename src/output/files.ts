/**
 * Files are written beside their destination and put in place only when complete: a failure, a signal or a full
 * disk leaves no output, no temporary file, and an older file untouched. Devices and FIFOs are written through.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, type Stats } from 'node:fs';
import { type FileHandle, link, lstat, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mayBlock } from '../blocking.js';
import { quoted } from '../command-line.js';
import { Failure, type Hint, systemCode, systemWords } from '../errors.js';
import { trackTemporary } from './temporaries.js';

export interface OutputOptions {
  /** Replace an existing file. */
  force: boolean;
  /** The files that are read: an output that is one of them is refused, also with `force`. */
  inputs: readonly FileIdentity[];
}

/** What tells that two paths are one file, whatever the names and links. */
export interface FileIdentity {
  dev: bigint | number;
  ino: bigint | number;
}

/** Bytes go in with back-pressure; then exactly one of `commit` and `abort`. */
export interface FileSink {
  write(chunk: Uint8Array): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

const ANOTHER: Hint = { again: ['-o', 'FILE'] };

/**
 * Says whether `path` may be written, without touching it.
 *
 * @throws Failure OUTPUT_EXISTS (a file without `force`, a folder, an input), IO_ERROR (no such folder, not
 *   writable)
 */
export async function checkOutput(path: string, options: OutputOptions): Promise<void> {
  await resolveOutput(path, options);
}

/**
 * Opens the temporary file (or the device itself) for `path`.
 *
 * @throws Failure as `checkOutput`, and IO_ERROR from `write` and `commit`
 */
export async function openOutput(path: string, options: OutputOptions): Promise<FileSink> {
  const { target, existing } = await resolveOutput(path, options);
  if (existing && !existing.isFile()) return deviceSink(path, target);
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

async function resolveOutput(
  path: string,
  options: OutputOptions,
): Promise<{ target: string; existing: Stats | undefined }> {
  if (path === '') throw new Failure('USAGE', 'the output has no name', [ANOTHER]);
  const found = await statOrUndefined(path);
  if (!found) {
    if (await isDanglingLink(path)) {
      throw new Failure('OUTPUT_EXISTS', `${path} is a link to a file that does not exist`, [ANOTHER]);
    }
    await checkFolder(path);
    return { target: path, existing: undefined };
  }
  if (found.isDirectory()) {
    throw new Failure('OUTPUT_EXISTS', `the output ${path} is a folder`, [
      { again: ['-o', join(path, 'FILE')] },
    ]);
  }
  if (options.inputs.some((input) => sameFile(input, found))) {
    throw new Failure('OUTPUT_EXISTS', `the output ${path} is the same file as an input`, [ANOTHER]);
  }
  if (found.isFile() && !options.force) {
    throw new Failure('OUTPUT_EXISTS', `${path} exists and is not replaced`, [
      { again: ['--force'] },
      ANOTHER,
    ]);
  }
  // what is behind /dev/stdout may have no path of its own
  return { target: found.isFile() ? await realpath(path) : path, existing: found };
}

function sameFile(input: FileIdentity, found: Stats): boolean {
  return !found.isCharacterDevice() && input.ino === found.ino && input.dev === found.dev;
}

async function statOrUndefined(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw cannotWrite(path, error);
  }
}

async function isDanglingLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}

async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    if (!(await stat(folder)).isDirectory())
      throw new Failure('IO_ERROR', `cannot write ${path}: ${folder} is not a folder`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      'IO_ERROR',
      `cannot write ${path}: ${folder}: ${systemWords(error)}`,
      [`mkdir -p ${quoted(folder)}`],
      { cause: error },
    );
  }
}

function cannotWrite(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('IO_ERROR', `cannot write ${path}: ${systemWords(error)}`, [ANOTHER], { cause: error });
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
    abort,
    async write(chunk) {
      await writeAll(handle, chunk).catch((error) => {
        throw cannotWrite(path, error);
      });
    },
    async commit() {
      try {
        await handle.close();
        await (force ? rename(temporary, target) : place(temporary, target));
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
async function place(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // a file system without hard links (FAT, some network shares)
    if (await statOrUndefined(target)) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    return rename(temporary, target);
  }
  await unlink(temporary);
}

async function deviceSink(path: string, target: string): Promise<FileSink> {
  let handle: FileHandle;
  try {
    handle = await mayBlock(open(target, 'w'));
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const close = () => handle.close().catch(() => undefined);
  return {
    abort: close,
    async write(chunk) {
      await mayBlock(writeAll(handle, chunk)).catch((error) => {
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

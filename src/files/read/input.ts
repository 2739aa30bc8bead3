import { accessSync, closeSync, constants, fstatSync, lstatSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure, type Next, systemCode } from '../../errors.js';
import type { Io } from '../../io.js';
import { descriptorStats, type InputIdentity, identityOf, isUnchanged } from '../../system/file-identity.js';
import { isMangled } from '../../system/mangled-path.js';
import { listFolder, showAccess } from '../../text/system-commands.js';
import { devicePath } from '../../text/system-names.js';
import { systemWords } from '../../text/system-words.js';
import { chunksOf, type ReadInto, readAhead, readOnDemand } from './chunks.js';
import { openForReading, readInThread } from './descriptor.js';
import type { Input } from './model.js';
import { nearNames } from './near-names.js';
import { standardInput } from './standard-input.js';

/**
 * Opens `path` for reading.
 *
 * @param stdinNext what there is to do about a standard input that cannot be read
 * @throws Failure MISSING_INPUT naming the path: missing, a folder, unreadable
 */
export async function openInput(io: Io, path: string, stdinNext: readonly Next[]): Promise<Input> {
  if (path === '-') return standardInput(io, stdinNext);
  let descriptor: number | undefined;
  try {
    descriptor = await openForReading(devicePath(path) ?? path);
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw noFile(path);
    return fileInput(path, descriptor, stats);
  } catch (error) {
    if (descriptor !== undefined) closeRead(descriptor);
    // a socket, which Linux does not open by name
    if (systemCode(error) === 'ENXIO' && STDIN_NAMES.has(path)) return standardInput(io, stdinNext);
    throw error instanceof Failure ? error : cannotRead(path, error);
  }
}

const STDIN_NAMES = new Set(['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/**
 * Says whether `path` can be opened later, without opening it (opening a FIFO would wait for its writer, and closing
 * it again would lose what it holds).
 *
 * @param folderNext what there is to do about a folder
 * @returns what tells the file from an output
 * @throws Failure MISSING_INPUT as `openInput`
 */
export async function checkInput(path: string, folderNext?: readonly Next[]): Promise<InputIdentity> {
  try {
    // where these have an inode of their own, it is the descriptor's that tells
    const stats = STDIN_NAMES.has(path) ? fstatSync(0) : statSync(devicePath(path) ?? path);
    if (stats.isDirectory()) throw noFile(path, folderNext);
    accessSync(devicePath(path) ?? path, constants.R_OK);
    return identityOf(stats);
  } catch (error) {
    throw error instanceof Failure ? error : cannotRead(path, error);
  }
}

/**
 * Refuses a file name that is empty: `encrypt "$UNSET"` is a slip.
 *
 * @param command for the hint: `encrypt`
 * @throws Failure USAGE
 */
export function refuseEmptyNames(command: string, names: readonly (string | undefined)[]): void {
  if (names.includes(''))
    throw new Failure('USAGE', 'the name of a file is empty', [{ run: `${command} --help` }]);
}

function noFile(path: string, next?: readonly Next[]): Failure {
  const files = [{ advice: 'name a file of it' }, { shell: listFolder(path) }];
  return new Failure('MISSING_INPUT', `${path} is a folder, not a file`, next ?? files);
}

const LET_SHELL_READ = { advice: 'let the shell open it: name - here, and add < and the name' };

function cannotRead(path: string, error: unknown): Failure {
  const missing = systemCode(error) === 'ENOENT';
  if (missing && isMangled(path)) {
    const message = `cannot read ${path}: its name is not UTF-8, and Node.js does not hand on such a name`;
    return new Failure('MISSING_INPUT', message, [LET_SHELL_READ], {
      cause: error,
    });
  }
  const next = missing ? nearNames(path) : [{ shell: showAccess(there(path)) }];
  return new Failure('MISSING_INPUT', `cannot read ${path}: ${systemWords(error)}`, next, { cause: error });
}

/** The path, or the nearest folder above it that exists and can be looked at. */
function there(path: string): string {
  try {
    lstatSync(path);
    return path;
  } catch {
    const folder = dirname(path);
    return folder === path ? path : there(folder);
  }
}

function fileInput(path: string, descriptor: number, stats: Stats): Input {
  const regular = stats.isFile();
  const size = regular && stats.size > 0 ? stats.size : undefined;
  const readInto = readInThread(descriptor);
  let isOpen = true;
  let last: Promise<unknown> = Promise.resolve();
  const read: ReadInto = (memory) => {
    const reading = readInto(memory);
    last = reading.catch(() => undefined);
    return reading;
  };
  const unchanged = regular ? () => isUnchanged(stats, descriptorStats(descriptor)) : undefined;
  return {
    name: path,
    size,
    estimate: size,
    identity: identityOf(stats),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await last; // a read that was still going on could meet another file behind the number
      closeRead(descriptor);
    },
    ...chunksOf({ name: path, read, next: [], unchanged, size }, regular ? readAhead : readOnDemand),
  };
}

/** Closes a file that was read, whatever the system says: all of it is here. */
function closeRead(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // nothing is lost by it
  }
}

/**
 * All of a small file, or of standard input, in memory.
 *
 * @param stdinNext as of `openInput`
 * @throws Failure MISSING_INPUT, IO_ERROR; BAD_DATA where it is larger than `limit` bytes
 */
export async function readInput(
  io: Io,
  path: string,
  { stdinNext, limit }: { stdinNext: readonly Next[]; limit: number },
): Promise<Uint8Array> {
  const input = await openInput(io, path, stdinNext);
  try {
    return await readAll(input, limit);
  } finally {
    await input.close();
  }
}

/** All of an input in memory. @throws Failure BAD_DATA where it is larger than `limit` bytes */
export async function readAll(input: Input, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input.chunks()) {
    length += chunk.length;
    if (length > limit) throw new Failure('BAD_DATA', `${input.name} is larger than ${limit} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts, length);
}

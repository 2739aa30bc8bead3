import { fstatSync, type Stats } from 'node:fs';
import { access, constants, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure, type Next, systemCode } from '../../errors.js';
import type { Io } from '../../io.js';
import { descriptorStats, type InputIdentity, identityOf, isUnchanged } from '../../system/file-identity.js';
import { isMangled } from '../../system/mangled-path.js';
import { listFolder, showAccess } from '../../text/system-commands.js';
import { systemWords } from '../../text/system-words.js';
import { devicePath } from '../../text/windows-names.js';
import { chunksOf, type ReadInto, readAhead, readOnDemand } from './chunks.js';
import type { Input } from './model.js';
import { standardInput } from './standard-input.js';

/**
 * Opens `path` for reading.
 *
 * @param stdinNext what there is to do about a standard input that cannot be read
 * @throws Failure MISSING_INPUT naming the path: missing, a folder, unreadable
 */
export async function openInput(io: Io, path: string, stdinNext: readonly Next[]): Promise<Input> {
  if (path === '-') return standardInput(io, stdinNext);
  let handle: FileHandle | undefined;
  try {
    handle = await open(devicePath(path) ?? path, 'r');
    const stats = await handle.stat();
    if (stats.isDirectory()) throw isFolder(path);
    return fileInput(path, handle, stats);
  } catch (error) {
    await handle?.close().catch(() => undefined);
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
    const stats = STDIN_NAMES.has(path) ? fstatSync(0) : await stat(devicePath(path) ?? path);
    if (stats.isDirectory()) throw isFolder(path, folderNext);
    await access(devicePath(path) ?? path, constants.R_OK);
    return identityOf(stats);
  } catch (error) {
    throw error instanceof Failure ? error : cannotRead(path, error);
  }
}

/**
 * `encrypt "$UNSET"` is a slip.
 *
 * @param command for the hint: `encrypt`
 * @throws Failure USAGE
 */
export function refuseEmptyNames(command: string, names: readonly (string | undefined)[]): void {
  if (names.includes(''))
    throw new Failure('USAGE', 'the name of a file is empty', [{ run: `${command} --help` }]);
}

function isFolder(path: string, next?: readonly Next[]): Failure {
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
  const look = missing ? listFolder(dirname(path)) : showAccess(path);
  return new Failure('MISSING_INPUT', `cannot read ${path}: ${systemWords(error)}`, [{ shell: look }], {
    cause: error,
  });
}

function fileInput(path: string, handle: FileHandle, stats: Stats): Input {
  const regular = stats.isFile();
  const size = regular && stats.size > 0 ? stats.size : undefined;
  const read: ReadInto = async (memory) => (await handle.read(memory)).bytesRead;
  const unchanged = regular ? () => isUnchanged(stats, descriptorStats(handle.fd)) : undefined;
  return {
    name: path,
    size,
    estimate: size,
    identity: identityOf(stats),
    close: () => handle.close().catch(() => undefined),
    ...chunksOf({ name: path, read, next: [], unchanged }, regular ? readAhead : readOnDemand),
  };
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

import { fstatSync, type Stats } from 'node:fs';
import { access, constants, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure, type Hint, systemCode } from '../../errors.js';
import type { Io } from '../../io.js';
import { type InputIdentity, identityOf } from '../../system/file-identity.js';
import { isMangled } from '../../system/mangled-path.js';
import { fileWord } from '../../text/shell.js';
import { systemWords } from '../../text/system-words.js';
import { chunksOf, type ReadInto, readAhead, readOnDemand } from './chunks.js';
import type { Input } from './model.js';
import { standardInput } from './standard-input.js';

/**
 * Opens `path` for reading.
 *
 * @param stdinHints what there is to do about a standard input that cannot be read
 * @throws Failure MISSING_INPUT naming the path: missing, a folder, unreadable
 */
export async function openInput(io: Io, path: string, stdinHints: readonly Hint[]): Promise<Input> {
  if (path === '-') return standardInput(io, stdinHints);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const stats = await handle.stat();
    if (stats.isDirectory()) throw isFolder(path);
    return fileInput(path, handle, stats);
  } catch (error) {
    await handle?.close().catch(() => undefined);
    // a socket, which Linux does not open by name
    if (systemCode(error) === 'ENXIO' && STDIN_NAMES.has(path)) return standardInput(io, stdinHints);
    throw error instanceof Failure ? error : cannotRead(path, error);
  }
}

const STDIN_NAMES = new Set(['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/**
 * Says whether `path` can be opened later, without opening it (opening a FIFO would wait for its writer, and closing
 * it again would lose what it holds).
 *
 * @param folderHints what there is to do about a folder
 * @returns what tells the file from an output
 * @throws Failure MISSING_INPUT as `openInput`
 */
export async function checkInput(path: string, folderHints?: readonly Hint[]): Promise<InputIdentity> {
  try {
    // where these have an inode of their own, it is the descriptor's that tells
    const stats = STDIN_NAMES.has(path) ? fstatSync(0) : await stat(path);
    if (stats.isDirectory()) throw isFolder(path, folderHints);
    await access(path, constants.R_OK);
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
    throw new Failure('USAGE', 'the name of a file is empty', [{ run: `${command} FILE` }]);
}

function isFolder(path: string, hints?: readonly Hint[]): Failure {
  const files = [`name a file of it: ls -l ${fileWord(path)}`];
  return new Failure('MISSING_INPUT', `${path} is a folder, not a file`, hints ?? files);
}

function cannotRead(path: string, error: unknown): Failure {
  const missing = systemCode(error) === 'ENOENT';
  if (missing && isMangled(path)) {
    const message = `cannot read ${path}: its name is not UTF-8, and Node.js does not hand on such a name`;
    return new Failure('MISSING_INPUT', message, ['let the shell open it: name - here, and add < FILE'], {
      cause: error,
    });
  }
  const look = missing
    ? `look for it: ls -l ${fileWord(dirname(path))}`
    : `look at what it is and who may read it: ls -ld ${fileWord(path)}`;
  return new Failure('MISSING_INPUT', `cannot read ${path}: ${systemWords(error)}`, [look], {
    cause: error,
  });
}

function fileInput(path: string, handle: FileHandle, stats: Stats): Input {
  const regular = stats.isFile();
  const size = regular && stats.size > 0 ? stats.size : undefined;
  const read: ReadInto = async (memory) => (await handle.read(memory)).bytesRead;
  return {
    name: path,
    size,
    estimate: size,
    identity: identityOf(stats),
    close: () => handle.close().catch(() => undefined),
    ...chunksOf({ name: path, read, hints: [] }, regular ? readAhead : readOnDemand),
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

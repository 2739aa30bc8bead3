/**
 * The one thing that the program keeps: newer copies of certificates that `key update` was given. They lie in the
 * user's folder for data (XDG on Linux, Application Support on macOS, AppData on Windows), one file for each primary
 * fingerprint.
 */
import { readFileSync, statSync } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { CertificateUpdate } from './bundle/load.js';
import { Failure, systemCode, systemWords } from './errors.js';

/** Where a copy of the certificate with this primary fingerprint lies, if there is one. */
async function pathOf(fingerprint: string): Promise<string> {
  const { default: envPaths } = await import('env-paths');
  const { data } = envPaths('codeship-sec', { suffix: '' });
  // a relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification)
  const folder = isAbsolute(data) ? data : join(homedir(), '.local', 'share', 'codeship-sec');
  return join(folder, 'certificates', `${fingerprint.toLowerCase()}.pgp`);
}

/** @throws Failure IO_ERROR where there is one that cannot be read: going on without it could undo a revocation */
export async function readStored(fingerprint: string): Promise<CertificateUpdate | undefined> {
  const path = await pathOf(fingerprint);
  try {
    // at once: there is rarely anything to read, and the thread pool takes longer to start than this takes
    const data = readFileSync(path);
    return { path, data, date: statSync(path).mtime };
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw new Failure(
      'IO_ERROR',
      `cannot read the updated certificate ${path}: ${systemWords(error)}`,
      [{ run: 'key reset' }],
      { cause: error },
    );
  }
}

/**
 * Stores a copy, in place of an older one.
 *
 * @returns the path
 * @throws Failure IO_ERROR
 */
export async function writeStored(fingerprint: string, data: Uint8Array): Promise<string> {
  const path = await pathOf(fingerprint);
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 }).catch((error) => {
    throw new Failure('IO_ERROR', `cannot make the folder for ${path}: ${systemWords(error)}`, [], {
      cause: error,
    });
  });
  const { openOutput } = await import('./output/files.js'); // reading, which each run does, has no use for it
  const sink = await openOutput(path, { force: true, inputs: [] });
  try {
    await sink.write(data);
    await sink.commit();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return path;
}

/** @returns the path of what was removed, or `undefined` where there was nothing */
export async function removeStored(fingerprint: string): Promise<string | undefined> {
  const path = await pathOf(fingerprint);
  try {
    await unlink(path);
    return path;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw new Failure('IO_ERROR', `cannot remove ${path}: ${systemWords(error)}`, [], { cause: error });
  }
}

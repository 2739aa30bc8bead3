/**
 * The one thing that the program keeps: newer copies of certificates that `key update` was given. They lie in the
 * user's folder for data (XDG on Linux, Application Support on macOS, AppData on Windows), one file for each primary
 * fingerprint.
 */
import { mkdirSync, readFileSync, type Stats, statSync, unlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';
import type { CertificateUpdate } from '../bundle/model.js';
import { Failure, type Next, systemCode } from '../errors.js';
import { openToOwner, rename, showAccess } from '../text/system-commands.js';
import { systemWords } from '../text/system-words.js';

/** Where a copy of the certificate with this primary fingerprint lies, if there is one. */
function pathOf(fingerprint: string): string {
  const { data } = envPaths('codeship-sec', { suffix: '' });
  // a relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification)
  const folder = isAbsolute(data) ? data : join(homedir(), '.local', 'share', 'codeship-sec');
  return join(folder, 'certificates', `${fingerprint.toLowerCase()}.pgp`);
}

/** @throws Failure IO_ERROR where there may be one that cannot be read: going on without it could undo a revocation */
export async function readStored(fingerprint: string): Promise<CertificateUpdate | undefined> {
  const path = pathOf(fingerprint);
  try {
    // at once: there is rarely anything to read, and the thread pool takes longer to start than this takes
    const data = readFileSync(path);
    const { dev, ino, mtime } = statSync(path);
    return { path, data, file: { dev, ino }, date: mtime };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    const { place, next } = trouble(path, error);
    throw new Failure(
      'IO_ERROR',
      `cannot read what key update stored: ${place}: ${systemWords(error)}; it may hold a revocation, so it is not left out`,
      next,
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
  const path = pathOf(fingerprint);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    const { place, next } = trouble(dirname(path), error);
    const message = `cannot make the folder ${dirname(path)}: ${place}: ${systemWords(error)}`;
    throw new Failure('IO_ERROR', message, next, { cause: error });
  }
  const { openOutput } = await import('../files/write/atomic-file.js'); // reading, which each run does, has no use for it
  try {
    const sink = await openOutput(path, { force: true, inputs: [] });
    try {
      await sink.write(data);
      await sink.commit();
    } catch (error) {
      await sink.abort();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // what it says to do is an option for the output, which this command has not
    const { next } = trouble(dirname(path), error.cause);
    throw new Failure('IO_ERROR', error.message, next, { cause: error });
  }
  return path;
}

/** @returns the path of what was removed, or `undefined` where there was nothing */
export async function removeStored(fingerprint: string): Promise<string | undefined> {
  const path = pathOf(fingerprint);
  try {
    unlinkSync(path);
    return path;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    const folder = isFolder(path);
    const { place, next } = trouble(folder ? path : dirname(path), error);
    const words = folder ? 'it is a folder' : systemWords(error);
    throw new Failure('IO_ERROR', `cannot remove ${path}: ${folder ? '' : `${place}: `}${words}`, next, {
      cause: error,
    });
  }
}

/** Where a part of the path is missing or is a file, nothing was ever stored. */
function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
}

/** Which part of a path is in the way, and what its owner can do about it. */
function trouble(path: string, error: unknown): { place: string; next: Next[] } {
  const place = barrier(path);
  if (systemCode(error) !== 'EACCES' && isFolder(path) && path.endsWith('.pgp')) {
    return {
      place,
      next: [
        { advice: 'no command of this program made that folder' },
        { shell: rename(place, `${place}.old`) },
      ],
    };
  }
  const elsewhere: Next[] =
    process.platform === 'linux'
      ? [{ advice: 'to go on without what is stored there, let XDG_DATA_HOME name another folder' }]
      : [];
  const look = { shell: showAccess(place) };
  if (!/^E(ACCES|PERM)$/.test(systemCode(error) ?? '')) return { place, next: [look, ...elsewhere] };
  const mine = statOf(place)?.uid === process.getuid?.();
  return { place, next: [mine ? { shell: openToOwner(place) } : look, ...elsewhere] };
}

/** The file, or the uppermost folder above it that does not let us in. */
function barrier(path: string): string {
  const above = dirname(path);
  return above === path || statOf(path) ? path : barrier(above);
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

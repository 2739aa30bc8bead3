/** Whether a path may be written, and what that would do to what is there. */
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Failure, systemCode } from '../../errors.js';
import type { Io } from '../../io.js';
import { descriptorStats, type FileIdentity, sameFile } from '../../system/file-identity.js';
import { makeFolder, showAccess } from '../../text/system-commands.js';
import { devicePath, isConsole } from '../../text/system-names.js';
import { systemWords } from '../../text/system-words.js';
import { isDanglingLink, isForeignLink } from './foreign-link.js';
import { AS_IT_IS } from './new-file.js';
import { refuseOutputName } from './output-name.js';
import { ANOTHER_OUTPUT } from './stdout.js';

export interface OutputOptions {
  /** Replace an existing file. */
  force: boolean;
  /** The files that are read: an output that is one of them is refused, also with `force`. */
  inputs: readonly FileIdentity[];
}

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
 * Says whether standard output may be written: what is appended to the file that is read would be read again, without
 * end.
 *
 * @throws Failure OUTPUT_EXISTS: the file behind `>` or `>>` is an input
 */
export function checkStandardOutput(io: Io, inputs: readonly FileIdentity[]): void {
  const stats = descriptorStats(io.stdout.fd);
  if (!stats?.isFile() || !inputs.some((input) => sameFile(input, stats))) return;
  const emptied =
    stats.size === 0 ? [{ advice: 'the shell has emptied it, before this program was started' }] : [];
  throw new Failure('OUTPUT_EXISTS', 'standard output is the same file as an input', [
    ...emptied,
    ANOTHER_OUTPUT,
  ]);
}

/** Says whether what is written to `path` appears on a screen. */
export async function isTerminal(path: string): Promise<boolean> {
  const named = devicePath(path);
  if (named !== undefined) return isConsole(named);
  // opening a FIFO would wait for its reader
  if (!lookAt(path)?.isCharacterDevice()) return false;
  // slow to load, and rarely asked
  const [{ isatty }, { open }] = await Promise.all([import('node:tty'), import('node:fs/promises')]);
  const handle = await open(path, AS_IT_IS).catch(() => undefined);
  const terminal = handle !== undefined && isatty(handle.fd);
  await handle?.close();
  return terminal;
}

export interface Destination {
  /** The path, links resolved. */
  target: string;
  /** What is there now. */
  existing: Stats | undefined;
  /** A device or a FIFO: it is written to as it stands. */
  device: boolean;
}

/** Where writing to `path` would end up. @throws Failure as `checkOutput` */
export async function resolveOutput(
  path: string,
  options: OutputOptions,
  platform = process.platform,
): Promise<Destination> {
  if (path === '') throw new Failure('USAGE', 'the output has no name', [ANOTHER_OUTPUT]);
  const named = devicePath(path, platform);
  if (named !== undefined) return { target: named, existing: undefined, device: true };
  refuseOutputName(path, platform);
  const found = statOrUndefined(path);
  if (!found) {
    if (isDanglingLink(path)) {
      throw new Failure('OUTPUT_EXISTS', `${path} is a link to a file that does not exist`, [ANOTHER_OUTPUT]);
    }
    checkFolder(path);
    return { target: path, existing: undefined, device: false };
  }
  refuseExisting(path, found, options);
  // what is behind /dev/stdout may have no path of its own
  if (!found.isFile()) return { target: path, existing: found, device: true };
  const target = resolved(path);
  const there = statOrUndefined(path, () => lstatSync(target, { throwIfNoEntry: false }));
  if (!there || !sameFile(there, found)) throw changedMeanwhile(path);
  return { target, existing: found, device: false };
}

/** @throws Failure OUTPUT_EXISTS: what stands there is to stay */
function refuseExisting(path: string, found: Stats, { force, inputs }: OutputOptions): void {
  if (found.isDirectory()) {
    throw new Failure('OUTPUT_EXISTS', `the output ${path} is a folder`, [
      { advice: 'name a file in it with -o' },
    ]);
  }
  if (!found.isCharacterDevice() && inputs.some((input) => sameFile(input, found))) {
    throw new Failure('OUTPUT_EXISTS', `the output ${path} is the same file as an input`, [ANOTHER_OUTPUT]);
  }
  const link = statOrUndefined(path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (isForeignLink(link, statOrUndefined(dirname(path)))) {
    throw new Failure('OUTPUT_EXISTS', `${path} is a link of somebody else, and is not followed`, [
      { shell: showAccess(path) },
      ANOTHER_OUTPUT,
    ]);
  }
  if (found.isFile() && !force) {
    throw new Failure('OUTPUT_EXISTS', `${path} exists and is not replaced`, [
      { again: ['--force'] },
      ANOTHER_OUTPUT,
    ]);
  }
}

/** Something else has taken a name while the program was at work. */
export function changedMeanwhile(path: string): Failure {
  return new Failure('OUTPUT_EXISTS', `${path} has become another file meanwhile and is not replaced`, [
    { advice: 'look at who else may write there:' },
    { shell: showAccess(dirname(path)) },
    ANOTHER_OUTPUT,
  ]);
}

/**
 * A key that is equal for two paths that lead to one file, whether that exists yet or not; `undefined` for a device,
 * which takes several outputs.
 */
export function placeOf(path: string): string | undefined {
  const found = lookAt(path);
  if (found) return found.isCharacterDevice() ? undefined : `${found.dev}:${found.ino}`;
  const folder = lookAt(dirname(path));
  return folder && `${folder.dev}:${folder.ino}/${basename(path)}`;
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** @throws Failure IO_ERROR for all but a path that is not there */
function statOrUndefined(
  path: string,
  look = () => statSync(path, { throwIfNoEntry: false }),
): Stats | undefined {
  try {
    return look();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw cannotWrite(path, error);
  }
}

function checkFolder(path: string): void {
  const folder = dirname(path);
  try {
    if (!statSync(folder).isDirectory())
      throw new Failure('IO_ERROR', `cannot write ${path}: ${folder} is not a folder`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      'IO_ERROR',
      `cannot write ${path}: ${folder}: ${systemWords(error)}`,
      [{ shell: makeFolder(folder) }],
      { cause: error },
    );
  }
}

/** What the system says of a write, as IO_ERROR; a Failure as it is. */
export function cannotWrite(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('IO_ERROR', `cannot write ${path}: ${systemWords(error)}`, [ANOTHER_OUTPUT], {
    cause: error,
  });
}

/** Whether a path may be written, and what that would do to what is there. */
import type { Stats } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure, type Next, systemCode } from '../../errors.js';
import type { Io } from '../../io.js';
import { descriptorStats, type FileIdentity, sameFile } from '../../system/file-identity.js';
import { isMangled } from '../../system/mangled-path.js';
import { makeFolder, showAccess } from '../../text/system-commands.js';
import { systemWords } from '../../text/system-words.js';
import { devicePath, isConsole, type NameFault, outputNameFault } from '../../text/windows-names.js';
import { AS_IT_IS } from './new-file.js';
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
  const found = await stat(path).catch(() => undefined);
  if (!found?.isCharacterDevice()) return false;
  const { isatty } = await import('node:tty'); // slow to load, and rarely asked
  const handle = await open(path, AS_IT_IS).catch(() => undefined);
  const terminal = handle !== undefined && isatty(handle.fd);
  await handle?.close();
  return terminal;
}

/** Binary output on a screen helps nobody. @param next how else to have it */
export function binaryOnTerminal(next: readonly Next[]): Failure {
  return new Failure('USAGE', 'binary output is not written to a terminal', [ANOTHER_OUTPUT, ...next]);
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
  const fault = outputNameFault(path, platform);
  if (fault) throw new Failure('USAGE', `cannot write ${path}: ${NAME_FAULTS[fault]}`, [ANOTHER_OUTPUT]);
  if (isMangled(path)) {
    const message = `cannot write ${path}: its name is not UTF-8, and Node.js does not hand on such a name`;
    throw new Failure('USAGE', message, [
      { advice: 'let the shell open it: name - as the output, and add > and the name' },
    ]);
  }
  const found = await statOrUndefined(path);
  if (!found) {
    if (await isDanglingLink(path)) {
      throw new Failure('OUTPUT_EXISTS', `${path} is a link to a file that does not exist`, [ANOTHER_OUTPUT]);
    }
    await checkFolder(path);
    return { target: path, existing: undefined, device: false };
  }
  if (found.isDirectory()) {
    throw new Failure('OUTPUT_EXISTS', `the output ${path} is a folder`, [
      { advice: 'name a file in it with -o' },
    ]);
  }
  if (!found.isCharacterDevice() && options.inputs.some((input) => sameFile(input, found))) {
    throw new Failure('OUTPUT_EXISTS', `the output ${path} is the same file as an input`, [ANOTHER_OUTPUT]);
  }
  if (found.isFile() && !options.force) {
    throw new Failure('OUTPUT_EXISTS', `${path} exists and is not replaced`, [
      { again: ['--force'] },
      ANOTHER_OUTPUT,
    ]);
  }
  // what is behind /dev/stdout may have no path of its own
  if (!found.isFile()) return { target: path, existing: found, device: true };
  const target = await realpath(path).catch(() => path);
  const there = await lstat(target).catch(() => undefined);
  if (!there || !sameFile(there, found)) throw changedMeanwhile(path);
  return { target, existing: found, device: false };
}

/** Something else has taken a name while the program was at work. */
export function changedMeanwhile(path: string): Failure {
  return new Failure('OUTPUT_EXISTS', `${path} has become another file meanwhile and is not replaced`, [
    { advice: 'look at who else may write there:' },
    { shell: showAccess(dirname(path)) },
    ANOTHER_OUTPUT,
  ]);
}

const NAME_FAULTS: Record<NameFault, string> = {
  stream: 'what is behind the colon is a hidden stream of the file, which no mail carries along',
  trailing: 'Windows leaves out the blanks and full stops at the end, and would write another file',
};

/** What two paths have in common that lead to one file, there or not yet; `undefined` for a device, which takes both. */
export async function placeOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found) return found.isCharacterDevice() ? undefined : `${found.dev}:${found.ino}`;
  const folder = await stat(dirname(path)).catch(() => undefined);
  return folder && `${folder.dev}:${folder.ino}/${basename(path)}`;
}

/** @throws Failure IO_ERROR for all but a path that is not there */
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

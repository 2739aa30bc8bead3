/**
 * Where copies of certificates lie: in the user's folder for data (XDG on Linux, Application Support on macOS, AppData
 * on Windows), named after the primary fingerprint.
 */
import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { type Next, systemCode } from '../errors.js';
import { openToOwner, rename, showAccess } from '../text/system-commands.js';

/** Where copies lie; `undefined` where the system names no such folder. */
export async function folderOfCopies(): Promise<string | undefined> {
  const data = await folderForData();
  if (isAbsolute(data)) return join(data, 'certificates');
  // a relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification), and HOME may be empty
  const home = [homedir, () => userInfo().homedir].map(answerOf).find((path) => path && isAbsolute(path));
  const rest = process.platform === 'darwin' ? ['Library', 'Application Support'] : ['.local', 'share'];
  return home === undefined ? undefined : join(home, ...rest, 'codeship-sec', 'certificates');
}

/** What env-paths says. It asks for the home folder when it is loaded, which throws where the system has none. */
async function folderForData(): Promise<string> {
  try {
    const { default: envPaths } = await import('env-paths');
    return envPaths('codeship-sec', { suffix: '' }).data;
  } catch {
    return join(process.env.XDG_DATA_HOME ?? '', 'codeship-sec');
  }
}

function answerOf(ask: () => string): string | undefined {
  try {
    return ask();
  } catch {
    return undefined; // a user whom the system has no entry of
  }
}

/** The name of the copy that is stored first, and stays. */
export const firstCopyName = (fingerprint: string) => `${fingerprint.toLowerCase()}.pgp`;

/** The names of the copies of a certificate, the first one first. */
export function copiesIn(folder: string, fingerprint: string): string[] {
  const start = fingerprint.toLowerCase();
  const isCopy = (name: string) =>
    name.startsWith(start) && /^(?:-[0-9a-f]{24})?\.pgp$/.test(name.slice(start.length));
  try {
    return readdirSync(folder).filter(isCopy).sort().reverse();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** Where a part of the path is missing or is a file, nothing was ever stored. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
}

/** Which part of a path is in the way, and what its owner can do about it. */
export function trouble(path: string, error: unknown): { place: string; next: Next[] } {
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

/** The file, or the uppermost folder above it that does not let us in; or a link on the way that leads nowhere. */
function barrier(path: string): string {
  const above = dirname(path);
  return above === path || statOf(path, lstatSync) ? path : barrier(above);
}

function statOf(path: string, stat: (path: string) => Stats = statSync): Stats | undefined {
  try {
    return stat(path);
  } catch {
    return undefined;
  }
}

export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

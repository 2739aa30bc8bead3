import { fstatSync, type Stats, statSync } from 'node:fs';
import { normalize, resolve } from 'node:path';

/** What tells that two paths are one file, whatever the names and links. */
export interface FileIdentity {
  dev: number;
  ino: number;
}

export interface InputIdentity extends FileIdentity {
  /** What else there is (a pipe, a terminal) gives what it holds once. */
  regular: boolean;
}

/** What tells the file from others. */
export function identityOf(stats: Stats): InputIdentity {
  return { dev: stats.dev, ino: stats.ino, regular: stats.isFile() };
}

/** Hard links and links resolved are one file. */
export function sameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}

/** Whether a file is as it was: a change of its content, also one that was covered up, changes one of these. */
export function isUnchanged(before: Stats, after: Stats | undefined): boolean {
  return (
    after !== undefined &&
    sameFile(before, after) &&
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs &&
    before.ctimeMs === after.ctimeMs
  );
}

/** The device that holds nothing and takes everything. (Windows has none that could be compared.) */
export function isNullDevice(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

/** What is behind a descriptor; `undefined` where there is none of the system. */
export function descriptorStats(descriptor: number | undefined): Stats | undefined {
  try {
    return fstatSync(descriptor ?? -1);
  } catch {
    return undefined;
  }
}

/** The path from the root on; as it is where the current folder was removed, so that there is no such path. */
export function absolute(path: string): string {
  try {
    return resolve(path);
  } catch {
    return normalize(path);
  }
}

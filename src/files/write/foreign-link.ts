import { lstatSync, type Stats } from 'node:fs';

/**
 * Whether a link is somebody else's in a folder where everybody may write (`/tmp`): it may lead anywhere, and is not
 * followed, also with `--force`. Linux does the same for files that are opened by such a name (`fs.protected_symlinks`);
 * but here the link is resolved first.
 *
 * @param path of something that is there, links not followed
 * @param folder that it lies in
 */
export function isForeignLink(path: Stats | undefined, folder: Stats | undefined): boolean {
  if (!path?.isSymbolicLink() || !folder) return false;
  if ((folder.mode & STICKY_FOR_ALL) !== STICKY_FOR_ALL) return false;
  return path.uid !== process.geteuid?.() && path.uid !== folder.uid;
}

/** Everybody may write there, and remove what is his own (S_ISVTX, S_IWOTH). */
const STICKY_FOR_ALL = 0o1002;

/** Whether a path, which leads to no file, is a link. */
export function isDanglingLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

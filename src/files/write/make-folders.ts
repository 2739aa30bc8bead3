import { mkdirSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and the folders above it that are missing, from the uppermost one on.
 *
 * Node's own `mkdir` with `recursive` never ends where a folder that is there says of each new one that there is no
 * such folder, as `/proc` does: it makes the folder above again and again.
 *
 * Where one of them cannot be made, those that were made before it are removed.
 *
 * @param mode of each that is made, before the umask
 * @returns the uppermost one that was made; `undefined` where all were there
 * @throws the system's error
 */
export function makeFolders(folder: string, mode = 0o777): string | undefined {
  const above = dirname(folder);
  const made = above === folder || statOf(above) ? undefined : makeFolders(above, mode);
  try {
    mkdirSync(folder, { mode });
    return made ?? folder;
  } catch (error) {
    // it was there, or another process has just made it
    if (statOf(folder)?.isDirectory()) return made;
    if (made !== undefined) removeEmpty(above, made);
    throw error;
  }
}

/** Removes a folder and those above it, up to the uppermost one to be removed; one that is in use by now stays. */
function removeEmpty(folder: string, uppermost: string): void {
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  if (folder !== uppermost) removeEmpty(dirname(folder), uppermost);
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

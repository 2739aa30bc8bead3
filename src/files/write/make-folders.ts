import { mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and the folders above it that are missing, from the uppermost one on.
 *
 * Node's own `mkdir` with `recursive` never ends where a folder that is there says of each new one that there is no
 * such folder, as `/proc` does: it makes the folder above again and again.
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
    throw error;
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

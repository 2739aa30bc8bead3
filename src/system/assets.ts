import { readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The program's own files: page, certificate, and what the build made of them. An installed package has them in its
 * folder, a standalone program inside of itself.
 */
let embedded: ReadEmbedded | undefined;

/** Gives a file by its name below the package's folder, with slashes. */
export type ReadEmbedded = (name: string) => Buffer;

/** Called once, at the start of a standalone program. */
export function useEmbedded(read: ReadEmbedded | undefined): void {
  embedded = read;
}

/** Whether there is no folder to look into. */
export function isStandalone(): boolean {
  return embedded !== undefined;
}

/**
 * @param root the package's folder; of a standalone program the program itself
 * @param name below it, with slashes
 */
export function readAsset(root: string, name: string): Buffer {
  return embedded ? embedded(name) : readFileSync(join(root, name));
}

/** Of the file that holds it. */
export function statAsset(root: string, name: string): Stats {
  return statSync(embedded ? root : join(root, name));
}

import { rmSync } from 'node:fs';
import { onEnding } from '../../system/signals.js';

/**
 * Has a file, or a folder with all that is in it, removed on a signal too. To be called before it is made.
 *
 * @returns what takes it off the list again
 */
export function trackTemporary(path: string): () => void {
  return onEnding(() => rmSync(path, { recursive: true, force: true }));
}

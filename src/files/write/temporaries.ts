import { unlinkSync } from 'node:fs';
import { onEnding } from '../../system/signals.js';

/**
 * Has a file removed on a signal too. To be called before it is made. (Never a folder with what is in it: where others
 * may write, that could have become a link to anything.)
 *
 * @returns what takes it off the list again
 */
export function trackTemporary(path: string): () => void {
  return onEnding(() => unlinkSync(path));
}

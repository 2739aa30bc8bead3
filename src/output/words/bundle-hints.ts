import type { Advice, Hint } from '../../errors.js';

/** What there is to do about a fault in the program's own bundle. */
export const INSTALL_ANEW: Advice = {
  advice: 'the files of this program were changed: install it anew from where you trust it',
};

/** The command that tells whether a bundle is mended, when that is done. */
export function lookAgain(folder: string): Hint {
  return { run: ['bundle', 'check', folder] };
}

import { quoted } from '../../text/shell.js';

/** What there is to do about a fault in the program's own bundle. */
export const INSTALL_ANEW = 'the files of this program were changed: install it anew from where you trust it';

/** The command that tells whether a bundle is mended. */
export function lookAgain(folder: string): string {
  return `when that is done: codeship-sec key --bundle ${quoted(folder)}`;
}

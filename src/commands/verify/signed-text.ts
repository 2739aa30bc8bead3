import { isUtf8 } from 'node:buffer';
import { signedPartText } from '../../mail/signed-part-text.js';
import type { Verification } from '../../pgp/verify/index.js';
import { looksLikeText } from '../../pgp/verify/look/nature-of.js';

/** What a reader reads at one go: a longer text would push the answer off the screen. */
const SHORT = { lines: 100, characters: 10_000 };

/** A signed text, as far as it can be shown. */
export interface SignedText {
  text: string;
  short: boolean;
}

/** The signed text of a good message; `undefined`: it is none, or it lies in a file of the user's. */
export function signedText(result: Verification): SignedText | undefined {
  if (result.verdict !== 'good' || result.content === null) return undefined;
  const text =
    result.kind === 'detached' ? signedPartText(Buffer.from(result.content)) : utf8(result.content);
  if (text === undefined) return undefined;
  // the cleartext framework holds nothing but text, whatever is in it
  if (result.kind !== 'cleartext' && !looksLikeText(Buffer.from(text))) return undefined;
  return { text, short: text.length <= SHORT.characters && text.split('\n').length <= SHORT.lines };
}

function utf8(content: Uint8Array): string | undefined {
  return isUtf8(content) ? Buffer.from(content).toString('utf8') : undefined;
}

import { isUtf8 } from 'node:buffer';
import type { Verification } from '../../pgp/verify/index.js';
import { looksLikeText } from '../../pgp/verify/look/nature-of.js';
import { repairsOf } from '../../pgp/verify/wholeness.js';

/** What a reader reads at one go: a longer text would push the answer off the screen. */
const SHORT = { lines: 100, characters: 10_000 };

/** A signed text, as far as it can be shown. */
export interface SignedText {
  text: string;
  short: boolean;
}

/** The signed text of a good message; `undefined`: it is none, or it lies in a file of the user's. */
export async function signedText(result: Verification): Promise<SignedText | undefined> {
  if (result.verdict !== 'good' || result.content === null) return undefined;
  // of a part whose first lines a mail program would not show, they are shown too
  const isPart = result.kind === 'mail' && !repairsOf(result).includes('first-lines');
  const text = isPart ? await partText(result.content) : utf8(result.content);
  if (text === undefined) return undefined;
  // the cleartext framework holds nothing but text, whatever is in it
  if (result.kind !== 'cleartext' && !looksLikeText(Buffer.from(text))) return undefined;
  return { text, short: text.length <= SHORT.characters && text.split('\n').length <= SHORT.lines };
}

async function partText(content: Uint8Array): Promise<string | undefined> {
  const { signedPartText } = await import('../../mail/signed-part-text.js');
  return signedPartText(Buffer.from(content));
}

function utf8(content: Uint8Array): string | undefined {
  return isUtf8(content) ? Buffer.from(content).toString('utf8') : undefined;
}

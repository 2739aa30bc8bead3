import { isUtf8 } from 'node:buffer';
import { decodeBody } from '../../mail/encoding.js';
import { readEntity } from '../../mail/mime.js';
import type { Verification } from '../../pgp/verify/index.js';
import { looksLikeText } from '../../pgp/verify/look/nature-of.js';

/** What a reader reads at one go: a longer text would push the answer off the screen. */
const SHORT = { lines: 100, bytes: 10_000 };

/** A signed text, as far as it can be shown. */
export interface SignedText {
  text: string;
  short: boolean;
}

/** The signed text of a good message; `undefined`: it is none, or it lies in a file of the user's. */
export function signedText(result: Verification): SignedText | undefined {
  if (result.verdict !== 'good' || result.content === null) return undefined;
  const bytes = result.kind === 'detached' ? textOfPart(result.content) : Buffer.from(result.content);
  if (!bytes || !isUtf8(bytes)) return undefined;
  // the cleartext framework holds nothing but text, whatever is in it
  if (result.kind !== 'cleartext' && !looksLikeText(bytes)) return undefined;
  const text = bytes.toString('utf8');
  return { text, short: bytes.length <= SHORT.bytes && text.split('\n').length <= SHORT.lines };
}

/** The text of a mail's signed part, where it is nothing but text (RFC 2045 section 5.2). */
function textOfPart(part: Uint8Array): Buffer | undefined {
  const entity = readEntity(Buffer.from(part));
  if ('fault' in entity || entity.type.name !== 'text/plain') return undefined;
  const charset = entity.type.parameters.get('charset')?.toLowerCase() ?? 'us-ascii';
  if (!['utf-8', 'us-ascii'].includes(charset)) return undefined;
  return decodeBody(entity.body, entity.encoding);
}

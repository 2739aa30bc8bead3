/**
 * The strictest reader of a signed message: one certificate is trusted, and "good" means that a signature of the
 * right type by it, made while it was valid, over exactly the bytes that are handed out, has verified.
 */
import { isMail } from '../../mail/mime.js';
import { beginsBlock, findBlock } from './armor/blocks.js';
import { guessKind } from './look/kind.js';
import { decided, type Look, lookAtMessage, notProtected } from './look/look.js';
import { lookAtMail } from './look/mail.js';
import { natureOf } from './look/nature.js';
import { startsLikePackets } from './look/starts.js';
import { lookAtEncrypted } from './packets/encrypted.js';
import { readPackets } from './packets/read-packets.js';
import { MalformedError } from './problems.js';
import type { Trust } from './trust.js';
import type { Kind, VerifyOptions, Warning } from './types.js';

export { type DetachedSignature, verifyDetached } from './judge/verdict.js';
export { type Look, revocationAlone } from './look/look.js';
export { type PassingMessage, passingMessage } from './look/passing.js';
export type * from './problems.js';
export type * from './signature-report.js';
export { type Trust, trustIn } from './trust.js';
export type * from './types.js';

/**
 * Looks at a whole file: what it is and, where that can be told from it alone, the verdict. Never throws for what
 * the file holds.
 */
export async function lookAt(data: Buffer, trust: Trust, options: VerifyOptions): Promise<Look> {
  const given = { trust, options, warnings: [] as Warning[] };
  try {
    return await (isMail(data) ? lookAtMail(data, given) : lookAtMessage(data, given));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const kind = guessKind(data);
    if (kind === 'secret-key') given.warnings.push({ code: 'secret-key' });
    return decided({ kind, verdict: 'malformed', problem: error.problem, warnings: given.warnings });
  }
}

/**
 * Looks at the start of a file that is too large to be held: enough to tell what it is, and for whom it is
 * encrypted.
 */
export function lookAtStart(data: Buffer, trust: Trust, options: VerifyOptions): Look {
  const large = (kind: Kind): Look =>
    decided({
      kind,
      verdict: 'malformed',
      problem: { code: 'too-large', number: options.maxSize },
      warnings: [],
    });
  const kind = guessKind(data);
  const binary = startsLikePackets(data);
  if (!binary && !beginsBlock(data)) return notProtected(natureOf(data));
  if (kind !== 'encrypted') return large(kind);
  try {
    const packets = binary ? data : startOfArmor(data);
    const verification = lookAtEncrypted(readPackets(packets, { cutOff: true }), trust);
    const warnings: Warning[] = [...verification.warnings, { code: 'not-to-the-end', count: data.length }];
    return decided({ ...verification, warnings });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return decided({ kind, verdict: 'malformed', problem: error.problem, warnings: [] });
  }
}

/** What the whole lines of a cut block hold. */
function startOfArmor(data: Buffer): Buffer {
  const lines = data.subarray(0, data.lastIndexOf(10) + 1);
  const found = findBlock(Buffer.concat([lines, Buffer.from('-----END PGP MESSAGE-----\n')]));
  return found?.form === 'armor' ? found.block.data : Buffer.alloc(0);
}

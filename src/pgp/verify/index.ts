/**
 * The strictest reader of a signed message: pinned certificates alone are trusted, and "good" means that a signature of
 * the right type by one of them, made while it was valid, over exactly the bytes that are handed out, has verified.
 */
import { isMail } from '../../mail/file/mail-file.js';
import { beginsBlock, findBlocks } from './armor/find-blocks.js';
import { guessKind } from './look/guess-kind.js';
import { lookAtBlocks } from './look/look-at-blocks.js';
import { decided, type Given, type Look, lookAtMessage, notProtected } from './look/look-at-message.js';
import { type Looking, lookSafely } from './look/look-undone.js';
import { natureOf } from './look/nature-of.js';
import { startsLikePackets } from './look/starts-like-packets.js';
import { MalformedError } from './malformed.js';
import { lookAtEncrypted } from './packets/look-at-encrypted.js';
import { readPackets } from './packets/read-packets.js';
import type { Trust } from './trust.js';
import type { Kind, VerifyOptions, Warning } from './verification.js';

export type { DetachedSignature } from './judge/judge-content.js';
export { type Look, revocationAlone } from './look/look-at-message.js';
export { type PassingMessage, passingMessage } from './look/passing/passing-message.js';
export type * from './malformed.js';
export { notDetached } from './not-detached.js';
export type * from './signature-report.js';
export { type Trust, trustIn, trustInKnown } from './trust.js';
export type * from './verification.js';

/**
 * Looks at a whole file: what it is and, where that can be told from it alone, the verdict. Never throws for what
 * the file holds.
 *
 * @throws Refusal NOTHING_DONE: the part that is asked for is not there
 */
export async function lookAt(data: Buffer, trust: Trust, options: VerifyOptions): Promise<Look> {
  const lookAtMail: Looking = async (mail, mailGiven) =>
    (await import('./look/look-at-mail.js')).lookAtMail(mail, mailGiven);
  const given: Given = { trust, options, warnings: [] };
  if (isMail(data)) return lookSafely(data, given, lookAtMail);
  return lookAtBlocks(data, given, (form) => (isMail(form) ? lookAtMail : lookAtMessage));
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
  const { blocks } = findBlocks(Buffer.concat([lines, Buffer.from('-----END PGP MESSAGE-----\n')]));
  return blocks[0]?.read?.armor.data ?? Buffer.alloc(0);
}

/** What one part of a mail is by itself: PGP/MIME (RFC 3156), or a text that holds a block. */
import { withoutFromMarks } from '../../../mail/file/from-lines.js';
import { hidesFirstLines } from '../../../mail/hidden-head.js';
import type { MailTree } from '../../../mail/mail-tree.js';
import { openPart, type PartContent } from '../../../mail/protected-part.js';
import { unreadCharset } from '../../../mail/signed-part-text.js';
import { judgeContent, verdictFrom } from '../judge/judge-content.js';
import { malformed } from '../malformed.js';
import type { Nature } from '../nature.js';
import type { Verification, Warning } from '../verification.js';
import { lookAtBlocks } from './look-at-blocks.js';
import type { Given, Look } from './look-at-message.js';
import { isFlowed, nameShownOtherwise } from './shown-otherwise.js';
import { unstuffed } from './unstuffed.js';

/** Judges a part that is neither a mail nor a multipart of others. @throws MalformedError, MailFault */
export async function judgePart(part: MailTree, given: Given): Promise<Verification> {
  const before = [...given.warnings];
  const asItStands = await judgeForm(part, given);
  if (!given.mbox || asItStands.verdict !== 'not-verified') return asItStands;
  for (const form of withoutFromMarks(part)) {
    const warnings: Warning[] = [...before, { code: 'repair-from-lines' }];
    const undone = await judgeForm(form, { ...given, warnings });
    if (undone.verdict === 'good') return undone;
  }
  return asItStands;
}

async function judgeForm(part: MailTree, given: Given): Promise<Verification> {
  const content = openPart(part);
  if (content.form === 'cms') return nothing('cms', given.warnings);
  if (content.mangled) given.warnings.push({ code: 'mangled-mail' });
  if (content.form === 'signed') return verifySigned(content, given);
  const found = await lookAtText(part, content.data, given);
  // a mail that holds nothing but a signature signs nothing that is there
  if ('detached' in found) return nothing('mail-part', found.detached.warnings);
  nameShownOtherwise(part, content.data, found.verification);
  return found.verification;
}

const nothing = (nature: Nature, warnings: Warning[]): Verification => ({
  kind: nature === 'cms' ? 'other' : 'mail',
  verdict: 'not-protected',
  nature,
  warnings,
});

/** What is said of a whole mail where its text is nothing but text. */
export function asMail(found: Verification): Verification {
  const isPlain = found.verdict === 'not-protected' && ['text', 'binary', 'empty'].includes(found.nature);
  return isPlain ? nothing('mail', found.warnings) : found;
}

/** RFC 3156 section 5: a detached signature over the first part as it stands. */
async function verifySigned(content: PartContent & { form: 'signed' }, given: Given): Promise<Verification> {
  const found = await lookAtBlocks(content.signature, alone({ ...given, warnings: [], inMail: true }));
  if (!('detached' in found)) return malformed('mail-structure', { fault: 'no-signature' });
  const { shapes, warnings } = found.detached;
  given.warnings.push(...warnings);
  const judged = await judgeContent(shapes, content.part, given);
  const result = await verdictFrom('mail', judged, content.part, given);
  const charset = unreadCharset(content.part);
  if (result.verdict === 'good' && hidesFirstLines(content.part))
    result.warnings.push({ code: 'repair-first-lines' });
  if (charset !== undefined) result.warnings.push({ code: 'unknown-charset', text: charset.slice(0, 60) });
  return result;
}

/** Flowed text has a space before lines that begin with one, or with `From ` or `>` (RFC 3676 section 4.4). */
async function lookAtText(part: MailTree, data: Buffer, given: Given): Promise<Look> {
  const asItStands = await lookAtBlocks(data, alone(given));
  if (!isFlowed(part) || isGood(asItStands)) return asItStands;
  const warnings: Warning[] = [...given.warnings, { code: 'repair-flowed' }];
  const undone = await lookAtBlocks(unstuffed(data), alone({ ...given, warnings }));
  return isGood(undone) ? undone : asItStands;
}

/** The part that is meant is this one: its blocks have no numbers. */
const alone = (given: Given): Given => ({ ...given, options: { ...given.options, part: undefined } });

const isGood = (look: Look) => 'verification' in look && look.verification.verdict === 'good';

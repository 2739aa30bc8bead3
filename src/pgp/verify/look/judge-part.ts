/** What one part of a mail is by itself: PGP/MIME (RFC 3156), or a text that holds a block. */
import { decodeText, isAsciiBased } from '../../../mail/charset.js';
import { parameterOf } from '../../../mail/entity.js';
import type { MailTree } from '../../../mail/mail-tree.js';
import { openPart, type PartContent } from '../../../mail/protected-part.js';
import { judgeContent, verdictFrom } from '../judge/judge-content.js';
import { malformed } from '../malformed.js';
import type { Nature } from '../nature.js';
import type { Verification, Warning } from '../verification.js';
import { lookAtBlocks } from './look-at-blocks.js';
import type { Given, Look } from './look-at-message.js';
import { unstuffed } from './unstuffed.js';

/** Judges a part that is neither a mail nor a multipart of others. @throws MalformedError, MailFault */
export async function judgePart(part: MailTree, given: Given): Promise<Verification> {
  const content = openPart(part);
  if (content.form === 'cms') return nothing('cms', given.warnings);
  if (content.form === 'signed') return verifySigned(content, given);
  if (content.mangled) given.warnings.push({ code: 'mangled-mail' });
  const found = await lookAtText(part, content.data, given);
  // a mail that holds nothing but a signature signs nothing that is there
  if ('detached' in found) return nothing('mail-part', found.detached.warnings);
  return named(part, found.verification);
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
  const found = await lookAtBlocks(content.signature, alone({ ...given, warnings: [] }));
  if (!('detached' in found)) return malformed('mail-structure', { fault: 'no-signature' });
  const { shapes, warnings } = found.detached;
  given.warnings.push(...warnings);
  return verdictFrom('detached', await judgeContent(shapes, content.part, given), content.part, given);
}

/** Flowed text has a space before lines that begin with one, or with `From ` or `>` (RFC 3676 section 4.4). */
async function lookAtText(part: MailTree, data: Buffer, given: Given): Promise<Look> {
  const flowed = /^flowed$/i.test(parameterOf(part, 'format'));
  const asItStands = await lookAtBlocks(data, alone(given));
  if (!flowed || isGood(asItStands)) return asItStands;
  const warnings: Warning[] = [...given.warnings, { code: 'repair-flowed' }];
  const undone = await lookAtBlocks(unstuffed(data), alone({ ...given, warnings }));
  return isGood(undone) ? undone : asItStands;
}

/** The part that is meant is this one: its blocks have no numbers. */
const alone = (given: Given): Given => ({ ...given, options: { ...given.options, part: undefined } });

const isGood = (look: Look) => 'verification' in look && look.verification.verdict === 'good';

/** A signed text is read as UTF-8; where the part's head, which nobody signed, says otherwise, that is named. */
function named(part: MailTree, found: Verification): Verification {
  if (found.verdict !== 'good' || found.kind !== 'cleartext' || !found.content) return found;
  const charset = parameterOf(part, 'charset');
  const { repeated = false, damaged = false } = part.type.parameters.get('charset') ?? {};
  const bytes = Buffer.from(found.content);
  const isAscii = bytes.every((byte) => byte < 0x80);
  const asUtf8 = decodeText(bytes, '').text;
  const same =
    repeated || damaged
      ? false
      : isAscii
        ? isAsciiBased(charset)
        : charset === '' || decodeText(bytes, charset).text === asUtf8;
  if (!same) found.warnings.push({ code: 'repair-charset', text: charset.slice(0, 60) });
  return found;
}

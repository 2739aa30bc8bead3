import { withoutMark } from '../../../mail/mime.js';
import { unpackMail } from '../../../mail/unpack.js';
import { judgeContent, verdictFrom } from '../judge/judge-content.js';
import { malformed } from '../malformed.js';
import type { Verification } from '../verification.js';
import { decided, type Given, type Look, lookAtMessage, notProtected } from './look-at-message.js';

/** A mail is taken apart as text, which has a largest size. */
const MAX_MAIL = 256 << 20;

/** Looks at a saved mail: only its root counts. @throws MalformedError */
export async function lookAtMail(data: Buffer, given: Given): Promise<Look> {
  if (data.length > MAX_MAIL) malformed('mail-too-large', { number: MAX_MAIL });
  const mail = withoutMark(data);
  const content = unpackMail(mail);
  const meant = content.form === 'message' || content.form === 'signed';
  if (meant && mail !== data) malformed('bom', { line: 1 });
  switch (content.form) {
    case 'cms':
      return notProtected('cms');
    case 'plain':
      return notProtected('mail');
    case 'partly':
      return notProtected('mail-part');
    case 'damaged': {
      const { form: _, code, ...details } = content;
      return malformed(code, details);
    }
    case 'message':
      given.warnings.push({ code: 'outer-headers' });
      if (content.mangled) given.warnings.push({ code: 'mangled-mail' });
      return lookAtText(content.data, given);
    case 'signed':
      given.warnings.push({ code: 'outer-headers' });
      return decided(await verifyPart(content, given));
  }
}

/** A mail that holds nothing but a signature signs nothing that is there. */
async function lookAtText(data: Buffer, given: Given): Promise<Look> {
  const found = await lookAtMessage(data, given);
  return 'detached' in found ? notProtected('mail-part') : found;
}

/** RFC 3156 section 5: a detached signature over the first part as it stands. */
async function verifyPart(content: { part: Buffer; signature: Buffer }, given: Given): Promise<Verification> {
  const found = await lookAtMessage(content.signature, { ...given, warnings: [] });
  if (!('detached' in found)) return malformed('mail-structure', { fault: 'no-signature' });
  const { shapes, warnings } = found.detached;
  given.warnings.push(...warnings);
  return verdictFrom('detached', await judgeContent(shapes, content.part, given), content.part, given);
}

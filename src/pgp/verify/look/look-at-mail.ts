import { withoutMark } from '../../../mail/file/mail-file.js';
import { MailFault } from '../../../mail/mail-fault.js';
import { type OpenedMail, openMails, wholeOf } from '../../../mail/unpack.js';
import { malformed } from '../malformed.js';
import type { Verification } from '../verification.js';
import { asMail, judgePart } from './judge-part.js';
import { NO_LINE, withLines } from './line-numbers.js';
import { decided, type Given, type Look } from './look-at-message.js';
import { lookAtOnePart, lookAtParts, withRest } from './look-at-parts.js';

/** A mail is taken apart as text, which has a largest size. */
const MAX_MAIL = 256 << 20;

/**
 * Looks at a saved mail, or at several in one file. Only what is the whole of a mail is judged as the mail; where it
 * has several parts, they are listed.
 *
 * @throws MalformedError
 * @throws Refusal NOTHING_DONE: the part that is asked for is not there
 */
export async function lookAtMail(data: Buffer, given: Given): Promise<Look> {
  if (data.length > MAX_MAIL) malformed('mail-too-large', { number: MAX_MAIL });
  try {
    // the lines of a part are not those of the file
    return withLines(decided(await lookAtFile(data, given)), NO_LINE);
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    const { code, ...details } = error.problem;
    return malformed(code, details);
  }
}

async function lookAtFile(data: Buffer, given: Given): Promise<Verification> {
  const marked = withoutMark(data);
  const file = withoutDoubleReturns(marked);
  const mails = openMails(file);
  const mbox = mails.some((mail) => mail.mbox);
  const found = await lookAtMails(mails, { ...given, mbox });
  if (found.verdict === 'not-protected') return found;
  if (marked !== data) found.warnings.push({ code: 'repair-bom' });
  if (file !== marked) found.warnings.push({ code: 'repair-crcrlf' });
  return found;
}

/** Where every line ends with two carriage returns, a program has put one there that knew the other not. */
function withoutDoubleReturns(file: Buffer): Buffer {
  const first = file.indexOf('\n');
  if (first < 2 || file.toString('latin1', first - 2, first) !== '\r\r') return file;
  const text = file.toString('latin1');
  return /(?<!\r\r)\n/.test(text) ? file : Buffer.from(text.replace(/\r\r\n/g, '\r\n'), 'latin1');
}

async function lookAtMails(mails: readonly OpenedMail[], given: Given): Promise<Verification> {
  const { part } = given.options;
  if (part !== undefined) return lookAtOnePart(part, mails, given);
  const [mail, ...others] = mails;
  const whole = mail && others.length === 0 ? wholeOf(mail.root) : undefined;
  if (!whole) return lookAtParts(mails, given);
  return withRest(asMail(await judgePart(whole, given)), whole, mails, [], given);
}

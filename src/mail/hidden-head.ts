/** Whether a signed part was a text, whose first lines mail programs take for its head and do not show. */
import { linesFrom } from '../text/byte-lines.js';
import { parameterOf, readEntity } from './entity.js';
import { fieldStart } from './header/field-lines.js';

/** The fields of the mail that its programs put there, too, so that they are signed (RFC 9788). */
const PROTECTED = new Set([
  'from',
  'sender',
  'reply-to',
  'followup-to',
  'mail-followup-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'autocrypt',
  'autocrypt-gossip',
  'openpgp',
  'organization',
  'user-agent',
]);

/**
 * A signature over a text fits the same text where somebody puts it into a mail as the signed part (RFC 3156 section
 * 5). Programs that sign mails name the part's type in its head, and put nothing into it but fields that are known.
 *
 * @param part as it was signed
 * @throws MailFault
 */
export function hidesFirstLines(part: Buffer): boolean {
  const entity = readEntity(part);
  const names = fieldNames(part);
  const others = names.filter((name) => !name.startsWith('content-') && name !== 'mime-version');
  if (!names.includes('content-type')) return others.length > 0;
  // by these its program says that all fields of the mail are copied (RFC 9788 section 2.1.1, and its forerunner)
  if (parameterOf(entity, 'hp') !== '' || parameterOf(entity, 'protected-headers') !== '') return false;
  return others.some((name) => !PROTECTED.has(name) && !name.startsWith('hp-'));
}

function fieldNames(part: Buffer): string[] {
  const names: string[] = [];
  for (const line of linesFrom(part)) {
    if (line.start === line.end) break;
    // the longest name that a mail can hold is shorter than this
    const name = fieldStart(part.toString('latin1', line.start, Math.min(line.end, line.start + 1000)))?.name;
    if (name !== undefined) names.push(name.toLowerCase());
  }
  return names;
}

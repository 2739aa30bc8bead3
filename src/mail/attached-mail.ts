/** A mail that was attached as a file, and not as `message/rfc822`: whoever opens the file sees it as a mail. */
import { decodeBody } from './encoding.js';
import { readEntity } from './entity.js';
import { isMail, openMailFile } from './file/mail-file.js';
import { MailFault } from './mail-fault.js';
import { growTree, type MailTree } from './mail-tree.js';
import { formOf } from './protected-part.js';

/** Each is smaller than the one around it, by its encoding; more than this nobody forwards. */
const MAX_DEPTH = 8;

/** A tree in which such an attachment holds the mail, as `message/rfc822` does. */
export function withAttachedMails(part: MailTree, depth = 0): MailTree {
  const form = formOf(part);
  if (form === 'multipart' || form === 'mail')
    return { ...part, children: part.children.map((child) => withAttachedMails(child, depth)) };
  const mail = form === 'attachment' && depth < MAX_DEPTH ? mailIn(part) : undefined;
  return mail ? { ...part, children: [withAttachedMails(mail, depth + 1)] } : part;
}

/** @returns `undefined`: it is something else, or an mbox file, or cannot be read */
function mailIn({ type, fileName, body, encoding }: MailTree): MailTree | undefined {
  if (type.name !== 'application/octet-stream' && !/\.eml$/i.test(fileName)) return undefined;
  const data = decodeBody(body, encoding);
  if (!data || !isMail(data)) return undefined;
  try {
    const [mail] = openMailFile(data);
    const isPlain = mail && !mail.mbox && mail.before.length === 0;
    return isPlain ? growTree(readEntity(mail.data)) : undefined;
  } catch (error) {
    if (error instanceof MailFault) return undefined;
    throw error;
  }
}

/** Whether a part is such an attachment. */
export function isAttachedMail({ type, children }: MailTree): boolean {
  return children.length > 0 && !/^(multipart\/|message\/(rfc822|global)$)/.test(type.name);
}

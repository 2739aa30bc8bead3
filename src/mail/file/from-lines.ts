/** The mark that an mbox file puts before lines that begin with `From `, so that they do not begin another mail. */
import { readEntity } from '../entity.js';
import { growTree, type MailTree } from '../mail-tree.js';

/**
 * As programs write it (RFC 4155 leaves it open): one mark more before a line that has some already (mboxrd), or only
 * before one that has none (mboxo).
 */
const MARKED = [/^>(?=>*From )/gm, /^>(?=From )/gm];

/** The part as it was before it was put into an mbox file, in each way of marking that gives another. */
export function withoutFromMarks(part: MailTree): MailTree[] {
  const { whole, head, body } = part;
  const text = body.toString('latin1');
  const texts = new Set(MARKED.map((mark) => text.replace(mark, '')));
  texts.delete(text);
  return [...texts].map((undone) =>
    growTree(readEntity(Buffer.concat([whole.subarray(0, head.end), Buffer.from(undone, 'latin1')]))),
  );
}

import { textOfPart } from '../../../mail/entity.js';
import type { MailTree } from '../../../mail/mail-tree.js';
import type { Verification } from '../verification.js';
import { isComplete, textRepairsOf } from '../wholeness.js';

/**
 * Whether another form of a signed text (RFC 2046 section 5.1.4), which mail programs may show in its place, shows
 * nothing else: it holds the same, and neither it nor its head lets that look otherwise.
 *
 * @param form the part, and what it was found to be
 */
export function showsTheSame(one: Verification, form: MailTree, found: Verification): boolean {
  if (one.verdict !== 'good' || found.verdict !== 'good' || !one.content || !found.content) return false;
  if (one.kind !== found.kind || !Buffer.from(one.content).equals(found.content)) return false;
  const repairs = textRepairsOf(found);
  if (!isComplete(found) || repairs.some((code) => code !== 'html')) return false;
  return repairs.length === 0 ? form.type.name !== 'text/html' : showsLines(form);
}

/** HTML that breaks the lines where the signed text does: all in one `<pre>`, or by `<br>` and `<div>` alone. */
function showsLines(form: MailTree): boolean {
  const html = textOfPart(form);
  if (form.type.name !== 'text/html') return false;
  return /<\/?pre\b/i.test(html) ? /^\s*<pre>[^<]*<\/pre>\s*$/i.test(html) : /<(?:br|div)\b/i.test(html);
}

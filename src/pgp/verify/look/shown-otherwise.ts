/** What the head of a part, which nobody signed, says of a signed text: a mail program shows it as that says. */
import { decodeText, isAsciiBased } from '../../../mail/charset.js';
import { parameterOf } from '../../../mail/entity.js';
import type { MailTree } from '../../../mail/mail-tree.js';
import type { Verification, Warning } from '../verification.js';

/**
 * Names why a mail program may show a text in the cleartext framework otherwise than it was signed.
 *
 * @param data the part's content, decoded
 */
export function nameShownOtherwise(part: MailTree, data: Buffer, found: Verification): void {
  if (found.verdict !== 'good' || found.kind !== 'cleartext' || !found.content) return;
  const isUndone = (code: Warning['code']) => found.warnings.some((warning) => warning.code === code);
  const isHtmlUndone = isUndone('repair-html') || isUndone('repair-html-attributes');
  if (part.type.ambiguous) found.warnings.push({ code: 'repair-content-type' });
  else if (!isShownAsItIs(part.type.name) && !isHtmlUndone)
    found.warnings.push({ code: 'repair-content-type', text: part.type.name.slice(0, 60) });
  if (isFlowed(part) && !isUndone('repair-flowed') && flows(data))
    found.warnings.push({ code: 'repair-flowed-lines' });
  if (!isReadAsUtf8(part, Buffer.from(found.content)))
    found.warnings.push({ code: 'repair-charset', text: parameterOf(part, 'charset').slice(0, 60) });
}

/** Any other type may have marks that show something else (`text/html`), or hide something. */
function isShownAsItIs(type: string): boolean {
  // what lies in a multipart/encrypted is not shown at all
  return /^(text\/plain|application\/octet-stream|application\/pgp|multipart\/.*)$/.test(type);
}

/** RFC 3676 section 4. */
export function isFlowed(part: MailTree): boolean {
  return /^flowed$/i.test(parameterOf(part, 'format'));
}

/** A line that ends with a space runs on into the next one; a space that begins one is left out. */
function flows(data: Buffer): boolean {
  return /^ | \r?$/m.test(data.toString('latin1'));
}

/** A signed text is read as UTF-8. */
function isReadAsUtf8({ type }: MailTree, text: Buffer): boolean {
  const { value = '', repeated = false, damaged = false } = type.parameters.get('charset') ?? {};
  if (repeated || damaged) return false;
  const charset = value.trim();
  if (text.every((byte) => byte < 0x80)) return isAsciiBased(charset);
  return charset === '' || decodeText(text, charset).text === decodeText(text, '').text;
}

/** What a line of a head is (RFC 5322 section 2.2; blanks before the colon: section 4.5). */

/** The fields of which every mail has some. */
const OWN = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'received',
  'return-path',
  'delivered-to',
  'reply-to',
  'dkim-signature',
]);

const FIELD = /^([!-9;-~]+)[ \t]*:/;

/** A line that starts a field: its name as written, and where its value starts. */
export function fieldStart(line: string): { name: string; value: number } | undefined {
  const found = FIELD.exec(line);
  return found ? { name: found[1] ?? '', value: found[0].length } : undefined;
}

export function isFieldLine(line: string): boolean {
  return FIELD.test(line);
}

/** Whether the line starts a field that tells a mail from other texts. */
export function isOwnField(line: string): boolean {
  return OWN.has(fieldStart(line)?.name.toLowerCase() ?? '');
}

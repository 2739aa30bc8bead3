/** A text as one word of any POSIX shell. */
export function posixQuoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

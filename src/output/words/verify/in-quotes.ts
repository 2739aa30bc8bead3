/**
 * A text that nobody signed, in quotes. It cannot end them by a quote of its own: what followed would look like words of
 * this program, and a line could begin with them.
 */
export function inQuotes(text: string): string {
  return `"${text.replaceAll('"', "'")}"`;
}

/**
 * marked's patterns end a line at U+2028 and U+2029, where kramdown and CommonMark do not: a heading or a link that
 * holds one would be none. Characters that no text has stand for them while marked reads.
 */
const SEPARATORS = ['\u2028', '\u2029'];
/** Unicode's noncharacters, for the inner use of programs. */
const FIRST = 0xfdd0;
const LAST = 0xfdef;

/** Reads a text with `lex`, the separators hidden from it and back in every string of what it returns. */
export function withSeparators<T extends object>(source: string, lex: (source: string) => T): T {
  if (!/[\u2028\u2029]/.test(source)) return lex(source);
  const free: string[] = [];
  for (let code = FIRST; code <= LAST && free.length < SEPARATORS.length; code++) {
    if (!source.includes(String.fromCharCode(code))) free.push(String.fromCharCode(code));
  }
  const swap = (text: string, from: readonly string[], to: readonly string[]) =>
    from.reduce((result, character, index) => result.replaceAll(character, () => to[index] ?? ' '), text);
  return restored(lex(swap(source, SEPARATORS, free)), (text) => swap(text, free, SEPARATORS));
}

/** In place: marked's tokens are told apart by their identity. */
function restored<T extends object>(value: T, restore: (text: string) => string): T {
  const fields = value as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === 'string') fields[name] = restore(field);
    else if (typeof field === 'object' && field !== null) restored(field, restore);
  }
  return value;
}

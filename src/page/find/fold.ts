/** Quote signs, and the plain ones that they are compared as. */
const QUOTES: Record<string, string> = { '’': "'", '‘': "'", ʼ: "'", '`': "'", '´': "'", '“': '"', '”': '"' };

/** Texts whose characters fold one to one: most, and at once. */
const SIMPLE = /^[\x20-\x5f\x61-\x7e]*$/;

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** One character (code point) folded; may be longer than the character itself (`İ`). */
function foldCharacter(character: string): string {
  if (character === '\u00a0' || character === '\t' || character === '\n') return ' ';
  return QUOTES[character] ?? character.toLowerCase();
}

/** A text as it is compared: without case and quote style. */
export function fold(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** A text folded, and where, in UTF-16 units, a unit of the folded text (or its end) begins in the text. */
export function foldWithOrigin(text: string): { folded: string; origin: (at: number) => number } {
  if (SIMPLE.test(text)) return { folded: text.toLowerCase(), origin: (at) => at };
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let i = 0; i < part.length; i++) offsets.push(at);
    folded += part;
    at += character.length;
  }
  return { folded, origin: (unit) => offsets[unit] ?? text.length };
}

/** A heading, an id or what a user typed for one: case, quote style, hyphens and a last `?` do not count. */
export function foldName(name: string): string {
  return fold(name)
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .replace(/ ?\?+$/, '');
}

/** A folded name without its blanks, which do not count either (`backup`, `back up`), and where its words start. */
export function squeezed(name: string): { text: string; starts: Set<number> } {
  const folded = foldName(name);
  const starts = new Set<number>();
  let text = '';
  let inWord = false;
  for (const character of folded) {
    const isLetter = LETTER.test(character);
    if (isLetter && !inWord) starts.add(text.length);
    inWord = isLetter;
    if (character !== ' ') text += character;
  }
  return { text, starts };
}

/** Texts as they are compared: without case and quote style. Offsets are in UTF-16 units. */
const QUOTES: Record<string, string> = { '’': "'", '‘': "'", ʼ: "'", '`': "'", '´': "'", '“': '"', '”': '"' };

/** One character (code point) folded; may be longer than the character itself (`İ`). */
function foldCharacter(character: string): string {
  if (character === '\u00a0' || character === '\t' || character === '\n') return ' ';
  return QUOTES[character] ?? character.toLowerCase();
}

export function fold(text: string): string {
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** A text folded, and where each unit of the folded text begins in the text (one more entry for its end). */
export function foldWithOffsets(text: string): { folded: string; offsets: number[] } {
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let i = 0; i < part.length; i++) offsets.push(at);
    folded += part;
    at += character.length;
  }
  offsets.push(at);
  return { folded, offsets };
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
    const isLetter = /[\p{L}\p{M}\p{N}]/u.test(character);
    if (isLetter && !inWord) starts.add(text.length);
    inWord = isLetter;
    if (character !== ' ') text += character;
  }
  return { text, starts };
}

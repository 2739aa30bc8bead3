/**
 * Texts as they are compared: without case (Unicode's full case folding, section 3.13), in their compatibility form
 * (UAX 15), without what is not seen (joiners), all quotes alike, all hyphens alike, any blanks as one.
 */

/** Texts that fold character by character: most, and at once. */
const SIMPLE = /^(?!.* {2})[\x20-\x7e]*$/;

const BLANKS = /^[^\S\ufeff]/;
const QUOTE = /^["'`´«»ʹʺʻʼʽˈ‘’‚‛“”„‟′″‵‶‹›⹂〝〞〟＂＇｀]$/u;
const HYPHEN = /^[\p{Pd}\u2043\u2212]$/u;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Blanks; or a character with the marks that may be composed with it, which a normal form is of as a whole, and of
 * these no more than UAX 15 section 13 has in any text. The vowels and last consonants of Korean and the sound marks of
 * narrow Japanese are such marks too.
 */
const PIECES =
  /[^\S\ufeff]+|[\S\ufeff][\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\uff9e\uff9f]{0,30}/gu;

const LETTER = /[\p{L}\p{M}\p{N}]/u;

function foldPiece(piece: string): string {
  if (BLANKS.test(piece)) return ' ';
  const seen = piece.replace(UNSEEN, '');
  if (QUOTE.test(seen)) return "'";
  if (HYPHEN.test(seen)) return '-';
  const folded = seen.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  // the last sigma of a word, and the Turkish i with its dot
  return folded.replaceAll('ς', 'σ').replace(/^i\u0307/, 'i');
}

const foldSimple = (text: string) => text.toLowerCase().replace(/["`]/g, "'");

/** A text as it is compared. */
export function fold(text: string): string {
  return SIMPLE.test(text) ? foldSimple(text) : text.replace(PIECES, foldPiece);
}

/** What is searched for as it is compared; empty where nothing of it can be seen. */
export function foldTerm(term: string): string {
  return fold(term).trim();
}

/** A text folded, and which part of the text, in UTF-16 units, a part of the folded text stands for. */
export interface FoldedText {
  folded: string;
  /** @param start, end of what is not empty, in the folded text */
  origin: (start: number, end: number) => [start: number, end: number];
}

export function foldWithOrigin(text: string): FoldedText {
  if (SIMPLE.test(text)) return { folded: foldSimple(text), origin: (start, end) => [start, end] };
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const part = foldPiece(piece);
    for (let i = 0; i < part.length; i++) {
      starts.push(index);
      ends.push(index + piece.length);
    }
    folded += part;
  }
  return { folded, origin: (start, end) => [starts[start] ?? text.length, ends[end - 1] ?? text.length] };
}

/** A heading, an id or what a user typed for one: hyphens and a last `?` do not count either. */
export function foldName(name: string): string {
  return fold(name)
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .replace(/ ?\?+$/, '');
}

/** A folded name without its blanks, which do not count either (`backup`, `back up`). */
export interface SqueezedName {
  text: string;
  /** Where its words start, and where they end. */
  starts: Set<number>;
  ends: Set<number>;
}

export function squeezed(name: string): SqueezedName {
  const starts = new Set<number>();
  const ends = new Set<number>();
  let text = '';
  let inWord = false;
  for (const character of foldName(name)) {
    const isLetter = LETTER.test(character);
    if (isLetter !== inWord) (isLetter ? starts : ends).add(text.length);
    inWord = isLetter;
    if (character !== ' ') text += character;
  }
  if (inWord) ends.add(text.length);
  return { text, starts, ends };
}

import type { Span, Word } from '../../page/model.js';
import type { Cells } from '../../text/cells.js';

/** A part of a word that was too long; `newLine`: it starts one. */
export interface Piece {
  spans: Span[];
  cells: number;
  newLine: boolean;
}

interface Room {
  /** Cells left in the line where the word starts, and in each line after it. */
  first: number;
  rest: number;
  cells: Cells;
}

/** Where a URL begins. (A scheme of any length would make the search quadratic.) */
const URL_START = /<?(?:[a-z][a-z0-9+.-]{0,30}:\/\/|www\.|mailto:)(?!$)/i;

/** Where in a run of visible ASCII a URL or an e-mail address begins, which goes on to its end; never broken. */
function addressStart(run: string): number {
  const at = run.indexOf('@', 1);
  const isMail = at > 0 && run.lastIndexOf('.', run.length - 2) > at + 1;
  return isMail ? 0 : run.search(URL_START);
}

/** Breaks a word that is longer than a line: at hyphens and slashes, else between two characters. */
export function breakWord(word: Word, { first, rest, cells }: Room): Piece[] {
  const pieces: Piece[] = [];
  let room = first;
  let used = 0;
  for (const { spans, cells: taken, isEnd } of held(word, rest, cells)) {
    const sticks = pieces.length > 0 && isEnd && used > room;
    // what is held together may be wider than what is left of the row where it starts
    const isRest = pieces.length === 0 && first < rest && taken <= rest && WIDE.test(spans[0]?.[0] ?? '');
    const newLine = (used > 0 || isRest) && used + taken > room && !sticks;
    if (newLine) {
      room = rest;
      used = 0;
    }
    pieces.push({ spans, cells: taken, newLine });
    used += taken;
  }
  return pieces;
}

/** What is not broken: an atom with the signs that belong to it. */
interface Held {
  spans: Span[];
  cells: number;
  isEnd: boolean;
}

/** No row begins with these (Unicode UAX 14: CL, CP, CJ, EX, NS; JIS X 4051). */
const CLOSING =
  /^[、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〗〙〛〟｠»ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜…‥％℃ｰ｡､｣]/;
/** And none ends with these (OP). */
const OPENING = /[‘“（〔［｛〈《「『【〖〘〚〝｟«｢]$/;

/** Text without blanks (Chinese, Japanese) is broken between any two characters but at the signs around its sentences. */
function held(word: Word, room: number, cells: Cells): Held[] {
  const pieces: Held[] = [];
  let before = '';
  for (const [text, ...style] of word.spans) {
    for (const atom of atoms(text, room, cells)) {
      const span = [atom, ...style] as Span;
      const taken = cells(atom);
      const last = pieces.at(-1);
      if (last && (CLOSING.test(atom) || OPENING.test(before)) && last.cells + taken <= room) {
        last.spans.push(span);
        last.cells += taken;
        last.isEnd = false;
      } else pieces.push({ spans: [span], cells: taken, isEnd: /^[.,;:!?)\]}>'"]+$/.test(atom) });
      before = atom;
    }
  }
  return pieces;
}

function atoms(text: string, room: number, cells: Cells): string[] {
  if (!/@|:\/\/|www\.|mailto:/i.test(text)) return breakable(text, room, cells);
  return text.split(/([\x21-\x7e]+)/).flatMap((run, at) => {
    const start = at % 2 === 1 ? addressStart(run) : -1;
    if (start < 0) return breakable(run, room, cells);
    return [...breakable(run.slice(0, start), room, cells), run.slice(start)];
  });
}

function breakable(text: string, room: number, cells: Cells): string[] {
  const parts = text.match(/[^-/]*[-/]+|[^-/]+/g) ?? [];
  return parts.flatMap((part) =>
    cells(part) <= room && ASCII.test(part) ? [part] : withWholeWords(graphemes(part), room),
  );
}

const ASCII = /^[\x20-\x7e]*$/;
const WIDE = /[\u2e80-\uffef]/;

/** In Chinese and Japanese, a word in Latin letters is whole. */
function withWholeWords(characters: readonly string[], room: number): string[] {
  if (!characters.some((one) => WIDE.test(one))) return [...characters];
  const joined: string[] = [];
  for (const one of characters) {
    const last = joined.at(-1);
    if (last !== undefined && ASCII.test(last) && ASCII.test(one) && last.length < room)
      joined[joined.length - 1] = last + one;
    else joined.push(one);
  }
  return joined;
}

/** What a reader takes for one character. */
function graphemes(text: string): string[] {
  if (ASCII.test(text)) return text.split('');
  return Array.from(
    new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  );
}

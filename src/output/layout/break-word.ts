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

/** A URL or an e-mail address, with the punctuation around it: never broken. */
const ADDRESS =
  /<?(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)[\x21-\x7e]+|<?[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+/gi;

/** Breaks a word that is longer than a line: at hyphens and slashes, else between two characters. */
export function breakWord(word: Word, { first, rest, cells }: Room): Piece[] {
  const pieces: Piece[] = [];
  let room = first;
  let used = 0;
  for (const [text, ...style] of word.spans) {
    for (const atom of atoms(text, rest, cells)) {
      const taken = cells(atom);
      const sticks = pieces.length > 0 && /^[.,;:!?)\]}>'"]+$/.test(atom) && used > room;
      const newLine = used > 0 && used + taken > room && !sticks;
      if (newLine) {
        room = rest;
        used = 0;
      }
      pieces.push({ spans: [[atom, ...style]], cells: taken, newLine });
      used += taken;
    }
  }
  return pieces;
}

function atoms(text: string, room: number, cells: Cells): string[] {
  // (the search for an address is quadratic in a text that has none)
  if (!/@|:\/\/|www\.|mailto:/i.test(text)) return breakable(text, room, cells);
  const result: string[] = [];
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    result.push(...breakable(text.slice(at, found.index), room, cells), found[0]);
    at = found.index + found[0].length;
  }
  return [...result, ...breakable(text.slice(at), room, cells)];
}

function breakable(text: string, room: number, cells: Cells): string[] {
  const parts = text.match(/[^-/]*[-/]+|[^-/]+/g) ?? [];
  return parts.flatMap((part) =>
    cells(part) <= room && /^[\x20-\x7e]*$/.test(part) ? [part] : graphemes(part),
  );
}

/** What a reader takes for one character. */
function graphemes(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('');
  return Array.from(
    new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  );
}

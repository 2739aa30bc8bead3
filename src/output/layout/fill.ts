import type { Span, Word } from '../../page/model.js';
import type { Cells } from '../../text/cells.js';
import { breakWord } from './break-word.js';

/** What stands before a line: spans, and how many cells they take. */
export interface Prefix {
  spans: Span[];
  cells: number;
}

export interface Filling {
  /** In cells, prefix included. */
  width: number;
  first: Prefix;
  rest: Prefix;
  cells: Cells;
}

/**
 * Fills lines greedily. No line is wider than asked, except one that holds a single address or URL: those are
 * never broken; any other word that is too long for a line is.
 */
export function fill(words: readonly Word[], { width, first, rest, cells }: Filling): Span[][] {
  const lines: Span[][] = [];
  let line: Span[] = [...first.spans];
  let used = 0;
  let room = width - first.cells;
  const next = () => {
    lines.push(line);
    line = [...rest.spans];
    used = 0;
    room = width - rest.cells;
  };
  const put = (spans: readonly Span[], taken: number) => {
    for (let i = 0; i < spans.length; i++) line.push(spans[i] as Span);
    used += taken;
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (used > 0 && used + 1 + word.cells > room && !(word.cells > room && room - used > 2 && isWide(word)))
      next();
    if (used > 0) {
      line.push(blankBetween(line[line.length - 1], word.spans[0]));
      used++;
    }
    if (used + word.cells <= room) put(word.spans, word.cells);
    else {
      for (const piece of breakWord(word, { first: room - used, rest: width - rest.cells, cells })) {
        if (piece.newLine) next();
        put(piece.spans, piece.cells);
      }
    }
    if (word.end) next();
  }
  lines.push(line);
  return lines;
}

/** Text without blanks (Chinese, Japanese) goes on in the same line. */
function isWide(word: Word): boolean {
  return /^[^\x00-\u2e7f]/.test(word.spans[0]?.[0] ?? '');
}

const BLANK: Span = [' '];

/** The blank between two words of one style and link belongs to it, so that an underline has no gaps. */
function blankBetween(before: Span | undefined, after: Span | undefined): Span {
  if (!before || !after || before[1] !== after[1] || before[2] !== after[2]) return BLANK;
  return after.length === 1 ? BLANK : ([' ', after[1], after[2]] as Span);
}

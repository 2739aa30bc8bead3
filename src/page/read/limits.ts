/**
 * What a page may hold. What reads Markdown takes time with the square of some lengths: each of them has an end here,
 * far above what any page needs, and then the time for a page grows with its length alone.
 */
import type { Refusal } from '../../errors.js';
import { type PageMeasure, refusePage } from '../reason.js';

export const MOST: Record<PageMeasure, number> = {
  // tokens take hundreds of times the memory of their text: of twice as much, some would take all there is
  characters: 2 << 20,
  // a list is read again from each of its lines on
  lines: 50_000,
  // a paragraph, a cell, a heading; of longer ones, a stretch between two places where they can be cut
  'text-length': 10_000,
  nesting: 100,
  // at the starts of all lines together: each of them is read again for each level that it stands in
  marks: 50_000,
  definitions: 1000,
};

/** No block begins with more than this: what looks for one looks no further. */
export const MOST_OF_START = 10_000;

/** More blanks than these in a row say no more in a text. */
export const MOST_BLANKS = 200;

/**
 * What begins a quotation or a list item at the start of a line, once more than may be; or an item that is indented as
 * far as those are that stand in so many others.
 */
const MARKS = new RegExp(
  `^(?:(?:[ \\t]{0,8}(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${MOST.nesting + 1}}|[ \\t]{${2 * MOST.nesting + 1}}[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t]))`,
);
const MARK = /[ \t]{0,8}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/y;
const DEFINITION = /^ {0,3}\[/;

/**
 * @param text the body of a page, line feeds only
 * @param firstLine the number of its first line in its file
 * @throws Refusal BAD_DATA naming the line
 */
export function withinLimits(text: string, firstLine: number): void {
  if (text.length > MOST.characters) throw tooMuch('characters', firstLine);
  let definitions = 0;
  let marks = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const number = firstLine + index;
    if (index >= MOST.lines) throw tooMuch('lines', number);
    if (MARKS.test(line)) throw tooMuch('nesting', number);
    marks += marksOf(line);
    if (marks > MOST.marks) throw tooMuch('marks', number);
    if (DEFINITION.test(line) && line.includes(']:') && ++definitions > MOST.definitions)
      throw tooMuch('definitions', number);
  }
}

/** How many quotations and list items begin at the start of a line. */
function marksOf(line: string): number {
  let count = 0;
  for (MARK.lastIndex = 0; MARK.test(line); ) count++;
  return count;
}

/** What is refused: more of something than a page may hold. */
export function tooMuch(what: PageMeasure, line: number): Refusal {
  return refusePage('BAD_DATA', { reason: 'page-too-much', what, most: MOST[what], line });
}

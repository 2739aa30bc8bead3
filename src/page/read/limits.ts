/**
 * What a page may hold. What reads Markdown takes time with the square of some lengths: each of them has an end here,
 * far above what any page needs, and then the time for a page grows with its length alone.
 */
import type { Refusal } from '../../errors.js';
import { type PageMeasure, refusePage } from '../reason.js';

export const MOST: Record<PageMeasure, number> = {
  // tokens take hundreds of times the memory of their text: of twice as much, some would take all there is
  characters: 2 << 20,
  'line-length': 10_000,
  // a paragraph, a cell, a heading
  'text-length': 10_000,
  blanks: 200,
  nesting: 100,
  // at the starts of all lines together: each of them is read again for each level that it stands in
  marks: 50_000,
  definitions: 1000,
};

const BLANKS = new RegExp(`[^\\S\\n]{${MOST.blanks + 1}}`);
/** What begins a quotation or a list item at the start of a line, once more than may be. */
const MARKS = new RegExp(`^(?:[ \\t]{0,8}(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${MOST.nesting + 1}}`);
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
    if (line.length > MOST['line-length']) throw tooMuch('line-length', number);
    if (BLANKS.test(line)) throw tooMuch('blanks', number);
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

/**
 * What a page may hold. What reads Markdown takes time with the square of some lengths: each of them has an end here,
 * far above what any page needs, and then the time for a page grows with its length alone.
 */
import type { Refusal } from '../../errors.js';
import { type PageMeasure, refusePage } from '../reason.js';

/** In characters: a paragraph, a cell, a heading. */
export const LONGEST_TEXT = 10_000;

const MOST: Record<PageMeasure, number> = {
  characters: 1 << 18,
  'line-length': 10_000,
  'text-length': LONGEST_TEXT,
  blanks: 200,
  nesting: 100,
  definitions: 1000,
};

const BLANKS = new RegExp(`[^\\S\\n]{${MOST.blanks + 1}}`);
/** What begins a quotation or a list item at the start of a line, once more than may be. */
const MARKS = new RegExp(`^(?:[ \\t]{0,8}(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${MOST.nesting + 1}}`);
const DEFINITION = /^ {0,3}\[/;

/**
 * @param text the body of a page, line feeds only
 * @param firstLine the number of its first line in its file
 * @throws Refusal BAD_DATA naming the line
 */
export function withinLimits(text: string, firstLine: number): void {
  if (text.length > MOST.characters) throw tooMuch('characters', firstLine);
  let definitions = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const number = firstLine + index;
    if (line.length > MOST['line-length']) throw tooMuch('line-length', number);
    if (BLANKS.test(line)) throw tooMuch('blanks', number);
    if (MARKS.test(line)) throw tooMuch('nesting', number);
    if (DEFINITION.test(line) && line.includes(']:') && ++definitions > MOST.definitions)
      throw tooMuch('definitions', number);
  }
}

/**
 * Says whether a text between two breaks (a paragraph, a cell) is short enough to be read for its markup.
 *
 * @param page what it stands in, for the line
 * @throws Refusal BAD_DATA naming the line
 */
export function withinText(text: string, page: string, firstLine: number): void {
  if (text.length <= MOST['text-length']) return;
  const at = page.indexOf(text.slice(0, text.search(/\n|$/)));
  throw tooMuch('text-length', firstLine + page.slice(0, Math.max(at, 0)).split('\n').length - 1);
}

function tooMuch(what: PageMeasure, line: number): Refusal {
  return refusePage('BAD_DATA', { reason: 'page-too-much', what, most: MOST[what], line });
}

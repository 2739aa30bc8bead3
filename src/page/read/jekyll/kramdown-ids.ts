/**
 * The ids of headings as the website has them: Jekyll gives kramdown GFM input, and kramdown-parser-gfm makes an id
 * of a heading's text (`generate_gfm_header_id`).
 */

import { lowerCase } from '../lower-case.js';

/** Unicode's word characters as Ruby's `\p{Word}` has them: letters, marks, decimal digits, connectors. */
const NO_WORD = /[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- \t]/gu;

/** A maker of ids for one page: the second heading of the same text gets `-1`, the third `-2`. */
export function kramdownIds(): (title: string) => string {
  const seen = new Map<string, number>();
  return (title) => {
    const id = lowerCase(title).replace(NO_WORD, '').replace(/[ \t]/g, '-');
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count > 0 ? `${id}-${count}` : id;
  };
}

/** kramdown turns these into symbols before it takes the id, which then drops them: `a -- b` is `a--b`. */
export function withoutSymbols(text: string): string {
  return text.replace(/-{2,3}(?!-)|<< ?| ?>>|\.\.\./g, '');
}

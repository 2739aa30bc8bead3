import { MOST, MOST_BLANKS } from '../limits.js';

const MANY_BLANKS = new RegExp(`[ \\t]{${MOST_BLANKS + 1},}`, 'g');

/** Of blanks in a row, which marked takes quadratic time for, the last ones: a line may end in two of them. */
export function withFewBlanks(text: string): string {
  return text.replace(MANY_BLANKS, (blanks) => blanks.slice(-MOST_BLANKS));
}

/** What can be open where a text is cut. Of signs that are the same at both ends, an even number has closed. */
const SIGNS = '*_`~$';
const OPENING = '[(<{';
const CLOSING = '])>}';

/**
 * A text in pieces that are short enough for what reads them, whose time grows with the square of a length. It is cut
 * behind a blank or a line feed where nothing seems to be open.
 *
 * @returns `undefined`: there is no such place for too long
 */
export function piecesOfText(text: string): string[] | undefined {
  const most = MOST['text-length'];
  if (text.length <= most) return [text];
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.length - start <= most ? text.length : cutIn(text, start, start + most);
    if (end === undefined) return undefined;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** The last place where a text from `start` can be cut before `end`; behind a line feed or the end of a sentence, if there is one. */
function cutIn(text: string, start: number, end: number): number | undefined {
  let open = 0;
  let odd = 0;
  let anywhere: number | undefined;
  let best: number | undefined;
  for (let at = start; at < end; at++) {
    const sign = text[at] ?? '';
    if (sign === '\\') at++;
    else if (OPENING.includes(sign)) open++;
    else if (CLOSING.includes(sign)) open = Math.max(0, open - 1);
    else if (SIGNS.includes(sign)) odd ^= 1 << SIGNS.indexOf(sign);
    else if (
      open === 0 &&
      odd === 0 &&
      (sign === ' ' || sign === '\n') &&
      /[^\s]/.test(text[at + 1] ?? ' ')
    ) {
      anywhere = at + 1;
      if (sign === '\n' || /[.,;!?]/.test(text[at - 1] ?? '')) best = at + 1;
    }
  }
  return best ?? anywhere;
}

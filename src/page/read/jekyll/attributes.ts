import type { Token } from 'marked';
import { type AttributeLine, isAttributeLine } from './kramdown/attribute-lines.js';
import { endsBlank } from './kramdown/boundary.js';

/** As many attribute lines in a row are looked at; more say nothing that one could not. */
const MOST_IN_A_ROW = 20;

/** What attribute lines say something about. */
const BLOCKS = new Set([
  ...['heading', 'paragraph', 'text', 'code', 'blockquote', 'list', 'hr', 'table', 'html'],
  ...['definition-list', 'markdown-in-html'],
]);

const isBlock = (token: Token | undefined) => token !== undefined && BLOCKS.has(token.type);
const isHeading = (token: Token | undefined) => token?.type === 'heading';

/** An attribute line that says something about the heading below it. */
export function leadsIntoHeading(tokens: readonly Token[], index: number): boolean {
  return leadsInto(tokens, index, isHeading);
}

/**
 * An attribute line with a blank line (or nothing) above says something about the block below it. Blank lines may stand
 * between, but not at the start of a page: there kramdown has it speak of them.
 */
function leadsInto(tokens: readonly Token[], index: number, isIt: typeof isBlock): boolean {
  let last = index;
  let isApart = false;
  for (; last - index < MOST_IN_A_ROW; last++) {
    const token = tokens[last];
    if (!isAttributeLine(token)) return false;
    isApart ||= endsBlank(token.raw);
    if (isIt(tokens[last + 1])) break;
  }
  if (!isIt(tokens[last + 1])) return false;
  const before = tokens[startOf(tokens, index) - 1];
  return before === undefined ? !isApart : endsBlank(before.raw);
}

/** Where the attribute lines begin that touch the one at `index`. */
function startOf(tokens: readonly Token[], index: number): number {
  let first = index;
  while (index - first < MOST_IN_A_ROW && touches(tokens[first - 1])) first--;
  return first;
}

/** An attribute line that says something about HTML, which is read elsewhere. */
export function saysOfHtml(tokens: readonly Token[], index: number): boolean {
  const above = startOf(tokens, index) - 1;
  let below = index + 1;
  while (below - index < MOST_IN_A_ROW && isAttributeLine(tokens[below])) below++;
  return [above, below].some(
    (at) => tokens[at]?.type === 'html' && attributesOf(tokens, at).includes(tokens[index] as never),
  );
}

const touches = (token: Token | undefined) => isAttributeLine(token) && !endsBlank(token.raw);

/** The attribute lines that touch the block at `index`; none, where no block is there. */
export function attributesOf(tokens: readonly Token[], index: number): AttributeLine[] {
  if (!isBlock(tokens[index])) return [];
  const found: AttributeLine[] = [];
  const end = index + 1 + MOST_IN_A_ROW;
  for (
    let i = index + 1;
    i < end && isAttributeLine(tokens[i]) && !endsBlank(tokens[i - 1]?.raw ?? '');
    i++
  ) {
    found.push(tokens[i] as Token & AttributeLine);
  }
  for (let i = index - 1; leadsInto(tokens, i, isBlock); i--) found.push(tokens[i] as Token & AttributeLine);
  return found;
}

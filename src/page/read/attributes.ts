import type { Token } from 'marked';
import { type AttributeLine, isAttributeLine } from './kramdown.js';

/** As many attribute lines in a row are looked at; more say nothing that one could not. */
const MOST_IN_A_ROW = 20;

/** An attribute line with a blank line (or nothing) above and a heading right below says something about that. */
export function leadsInto(tokens: readonly Token[], index: number): boolean {
  let last = index;
  for (; last - index < MOST_IN_A_ROW; last++) {
    const token = tokens[last];
    if (!isAttributeLine(token) || endsBlank(token.raw)) return false;
    if (tokens[last + 1]?.type === 'heading') break;
  }
  return tokens[last + 1]?.type === 'heading' && startsBlock(tokens, index);
}

function startsBlock(tokens: readonly Token[], index: number): boolean {
  let first = index;
  while (index - first < MOST_IN_A_ROW && touches(tokens[first - 1])) first--;
  const before = tokens[first - 1];
  return before === undefined || endsBlank(before.raw);
}

const touches = (token: Token | undefined) => isAttributeLine(token) && !endsBlank(token.raw);

/** A source that ends in a blank line. */
export const endsBlank = (raw: string) => /(^|\n)[ \t]*\n$/.test(raw);

/** The attribute lines that touch the block at `index`. */
export function attributesOf(tokens: readonly Token[], index: number): AttributeLine[] {
  const found: AttributeLine[] = [];
  const end = index + 1 + MOST_IN_A_ROW;
  for (
    let i = index + 1;
    i < end && isAttributeLine(tokens[i]) && !endsBlank(tokens[i - 1]?.raw ?? '');
    i++
  ) {
    found.push(tokens[i] as Token & AttributeLine);
  }
  for (let i = index - 1; leadsInto(tokens, i); i--) found.push(tokens[i] as Token & AttributeLine);
  return found;
}

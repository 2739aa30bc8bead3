import type { Token } from 'marked';
import { type AttributeLine, isAttributeLine } from './kramdown.js';

/** An attribute line with a blank line (or nothing) above and a heading right below says something about that. */
export function leadsInto(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!isAttributeLine(token) || endsBlank(token.raw) || !startsBlock(tokens, index)) return false;
  const next = tokens[index + 1];
  return next?.type === 'heading' || leadsInto(tokens, index + 1);
}

function startsBlock(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (isAttributeLine(before) && !endsBlank(before.raw)) return startsBlock(tokens, index - 1);
  return before === undefined || endsBlank(before.raw);
}

/** A source that ends in a blank line. */
export const endsBlank = (raw: string) => /(^|\n)[ \t]*\n$/.test(raw);

/** The attribute lines that touch the block at `index`. */
export function attributesOf(tokens: readonly Token[], index: number): AttributeLine[] {
  const found: AttributeLine[] = [];
  for (let i = index + 1; isAttributeLine(tokens[i]) && !endsBlank(tokens[i - 1]?.raw ?? ''); i++) {
    found.push(tokens[i] as Token & AttributeLine);
  }
  for (let i = index - 1; leadsInto(tokens, i); i--) found.push(tokens[i] as Token & AttributeLine);
  return found;
}

import type { Lexer } from 'marked';

/** Blocks in blocks that are read by calls in calls; a page has no need for more. */
const MOST_LEVELS = 20;

const levels = new WeakMap<Lexer, number>();

/** Reads what stands in a block of kramdown's own; `undefined`: it is nested too deeply to be one. */
export function readNested<T>(lexer: Lexer, read: () => T): T | undefined {
  const level = levels.get(lexer) ?? 0;
  if (level >= MOST_LEVELS) return undefined;
  levels.set(lexer, level + 1);
  const found = read();
  levels.set(lexer, level);
  return found;
}

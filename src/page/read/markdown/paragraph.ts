import { MOST } from '../limits.js';

/**
 * The paragraph that a text begins with, as far as it is read in any case. What is asked for each paragraph of all the
 * text that follows looks no further.
 */
function paragraphOf(rest: string): string {
  const source = rest.slice(0, MOST['text-length'] + 1);
  const end = source.search(/\n(?:[ \t]*\n| {0,3}#)/);
  return end < 0 ? source : source.slice(0, end);
}

/** Where a block that interrupts a paragraph begins in it. */
export function startIn(rest: string, pattern: RegExp): number | undefined {
  const at = paragraphOf(rest).search(pattern);
  return at < 0 ? undefined : at;
}

import type { Token } from 'marked';

/** Tokens that end a block without being one (kramdown's "end of block"). */
const ENDS = new Set(['attributes', 'extension', 'end-of-block', 'footnote', 'abbreviation', 'def']);

/** Whether a block may start behind these tokens that must stand apart (kramdown: `after_block_boundary?`). */
export function isAtBoundary(before: readonly Token[]): boolean {
  const last = before.at(-1);
  return last === undefined || last.type === 'space' || ENDS.has(last.type) || endsBlank(last.raw);
}

/** A source that ends in a blank line. Only its end is looked at: a paragraph is asked this at each of its lines. */
export function endsBlank(raw: string): boolean {
  if (!raw.endsWith('\n')) return false;
  let at = raw.length - 2;
  while (raw[at] === ' ' || raw[at] === '\t') at--;
  return at < 0 || raw[at] === '\n';
}

/** Whether such a block may end before this line (kramdown: `before_block_boundary?`). */
export function endsAtBoundary(line: string | undefined): boolean {
  return line === undefined || /^\s*$|^ {0,3}\{:|^\^[ \t]*$/.test(line);
}

/** The lines of a source, one after the other: no more of it is looked at than is asked for. */
export function* linesOf(source: string): Generator<{ line: string; end: number }> {
  for (let start = 0; start < source.length; ) {
    const feed = source.indexOf('\n', start);
    const end = feed < 0 ? source.length : feed + 1;
    yield { line: source.slice(start, feed < 0 ? end : feed), end };
    start = end;
  }
}

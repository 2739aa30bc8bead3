import type { Cells } from './cells.js';

/** Fills lines greedily; a word longer than a line (an address, a URL) is never broken. */
export function wrap(words: readonly string[], width: number, cells: Cells): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && cells(line) + 1 + cells(word) > width) {
      lines.push(line.trimEnd());
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

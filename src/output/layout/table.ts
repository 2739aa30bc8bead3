import type { Block, Span, Word } from '../../page/model.js';
import { type Filling, fill } from './fill.js';

type Table = Extract<Block, { kind: 'table' }>;

const GAP = 2;

/** Columns where they are wanted and fit the width; else each row as a list of its cells under their headings. */
export function tableLines(table: Table, filling: Filling, columns: boolean): Span[][] {
  const headed = table.head.length > 0;
  const rows = (headed ? [table.head, ...table.rows] : table.rows).map((row) => row.map(linesOf));
  const longest = rows.reduce((most, row) => (row.length > most.length ? row : most), []);
  const widths = longest.map((_, column) =>
    rows.reduce((most, row) => Math.max(most, cellWidth(row[column])), 0),
  );
  const total = widths.reduce((sum, width) => sum + width + GAP, -GAP);
  if (!columns || total > filling.width - filling.rest.cells) return stacked(table, filling);
  return rows.flatMap((row, index) => {
    const height = row.reduce((most, cell) => Math.max(most, cell.length), 1);
    return Array.from({ length: height }, (_, line) => {
      const cells = row.flatMap((cell, column): Span[] => {
        const words = cell[line] ?? [];
        const padding: Span = [' '.repeat((widths[column] ?? 0) - wordsCells(words) + GAP)];
        const spans = wordsSpans(headed && index === 0 ? bold(words) : words);
        return column === row.length - 1 ? spans : [...spans, padding];
      });
      return [...filling.rest.spans, ...cells];
    });
  });
}

/** A cell's words in the lines that its breaks make. */
function linesOf(cell: readonly Word[]): Word[][] {
  const lines: Word[][] = [[]];
  for (const word of cell) {
    lines.at(-1)?.push(word);
    if (word.end) lines.push([]);
  }
  return lines;
}

const cellWidth = (lines: Word[][] = []) => lines.reduce((most, line) => Math.max(most, wordsCells(line)), 0);

function stacked(table: Table, filling: Filling): Span[][] {
  const rest = { spans: [...filling.rest.spans, ['  '] as Span], cells: filling.rest.cells + 2 };
  return table.rows.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => {
      const label = bold((table.headings ?? table.head)[column] ?? []);
      const last = label.at(-1);
      const named = last
        ? [...label.slice(0, -1), { spans: [...last.spans, [':'] as Span], cells: last.cells + 1 }]
        : [];
      return cell.length === 0 ? [] : fill([...named, ...cell], { ...filling, rest });
    });
    return index === 0 ? lines : [[], ...lines];
  });
}

function bold(words: readonly Word[]): Word[] {
  return words.map((word) => ({
    ...word,
    spans: word.spans.map(
      ([text, style, ...target]): Span => [text, style ? `1;${style}` : '1', ...target] as Span,
    ),
  }));
}

function wordsCells(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + word.cells + 1, words.length > 0 ? -1 : 0);
}

function wordsSpans(words: readonly Word[]): Span[] {
  return words.flatMap((word, index): Span[] => (index === 0 ? word.spans : [[' '], ...word.spans]));
}

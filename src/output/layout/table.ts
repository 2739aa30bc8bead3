import type { Block, Span, Word } from '../../page/model.js';
import { type Filling, fill } from './fill.js';

type Table = Extract<Block, { kind: 'table' }>;

const GAP = 2;

/** Columns where they are wanted and fit the width; else each row as a list of its cells under their headings. */
export function tableLines(table: Table, filling: Filling, columns: boolean): Span[][] {
  const rows = [table.head, ...table.rows];
  const widths = table.head.map((_, column) => Math.max(...rows.map((row) => wordsCells(row[column] ?? []))));
  const total = widths.reduce((sum, width) => sum + width + GAP, -GAP);
  const breaks = rows.some((row) => row.some((cell) => cell.some((word) => word.end)));
  if (!columns || breaks || total > filling.width - filling.rest.cells) return stacked(table, filling);
  return rows.map((row, index) => {
    const cells = row.flatMap((cell, column): Span[] => {
      const last = column === row.length - 1;
      const padding: Span = [' '.repeat((widths[column] ?? 0) - wordsCells(cell) + GAP)];
      return [...wordsSpans(index === 0 ? bold(cell) : cell), ...(last ? [] : [padding])];
    });
    return [...filling.rest.spans, ...cells];
  });
}

function stacked(table: Table, filling: Filling): Span[][] {
  const rest = { spans: [...filling.rest.spans, ['  '] as Span], cells: filling.rest.cells + 2 };
  return table.rows.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => {
      const label = bold(table.head[column] ?? []);
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

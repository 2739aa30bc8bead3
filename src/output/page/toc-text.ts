import { topLevel } from '../../page/contents.js';
import type { SectionHead, Span } from '../../page/model.js';
import { cellsFor } from '../../text/cells.js';
import { oneLine } from '../../text/sanitize.js';
import { fill } from '../layout/fill.js';
import { paint, plainWords } from '../layout/paint.js';

interface Row {
  number: string;
  title: string;
  id: string;
}

/** Between title and id. */
const GAP = 2;

/**
 * Number, title and id of each section, indented by level: in columns, and with the id below the title where a line
 * would be wider than `width` (none for a pipe: a line each).
 */
export async function tocText(
  sections: readonly SectionHead[],
  options: { width: number | undefined; color: boolean; accessible: boolean },
): Promise<string> {
  if (sections.length === 0) return '';
  const top = topLevel(sections);
  if (options.accessible) return spoken(sections, { top, color: options.color });
  const digits = String(sections.at(-1)?.number ?? 0).length;
  const width = options.width ?? Number.POSITIVE_INFINITY;
  const rows = sections.map(({ number, title, id, level }): Row => {
    const indent = Math.min(2 * Math.max(0, level - top), Math.max(0, Math.min(width, 200) / 2 - digits - 2));
    return {
      number: `${String(number).padStart(digits)}${' '.repeat(2 + Math.floor(indent))}`,
      title: oneLine(title),
      id: oneLine(id),
    };
  });
  const cells = await cellsFor(rows.flatMap(({ title, id }) => [title, id]));
  const used = ({ number, title }: Row) => number.length + cells(title);
  const fits = (row: Row) => used(row) + GAP + cells(row.id) <= width;
  const beside = rows.filter(fits);
  const column = Math.max(...beside.map((row) => used(row) + GAP));
  const lines = rows.flatMap((row): Span[][] => {
    const { number, title, id } = row;
    if (id !== '' && fits(row)) {
      const start = Math.max(used(row) + GAP, Math.min(column, width - cells(id)));
      return [[[number], [title, '1'], [' '.repeat(start - used(row))], [id]]];
    }
    const rest = { spans: [[' '.repeat(number.length)]] as Span[], cells: number.length };
    const first = { spans: [[number]] as Span[], cells: number.length };
    // an id is there to be copied: it is whole
    const below: Span[][] = id === '' ? [] : [[...rest.spans, [id]]];
    return [...fill(plainWords(title, cells, '1'), { width, first, rest, cells }), ...below];
  });
  return `${lines.map((line) => paint(line, { color: options.color, hyperlinks: false })).join('\n')}\n`;
}

/** A line for each section, without columns: `3. Title (id)`. */
function spoken(sections: readonly SectionHead[], { top, color }: { top: number; color: boolean }): string {
  const lines = sections.map(({ number, title, id, level }): Span[] => [
    [`${' '.repeat(2 * Math.max(0, level - top))}${number}. `],
    [oneLine(title), '1'],
    ...(id === '' ? [] : ([[' ('], [oneLine(id)], [')']] as Span[])),
  ]);
  return lines.map((line) => `${paint(line, { color, hyperlinks: false })}\n`).join('');
}

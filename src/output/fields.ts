import { cellsFor } from '../cells.js';
import { oneLine } from '../sanitize.js';
import { wrap } from './wrap.js';

/** A label and its value; the value may be several paragraphs. */
export type Field = readonly [label: string, value: string | readonly string[]];

/**
 * Labelled lines in two columns, wrapped with a hanging indent; below 50 cells the value stands under its label.
 * Values pass the gate of sanitize.ts. No final newline.
 *
 * @param width in cells
 * @param bold how a label is set off (identity where there is no colour)
 */
export async function renderFields(
  fields: readonly Field[],
  width: number,
  bold: (text: string) => string,
): Promise<string> {
  const safe = fields.map(([label, value]) => [label, [value].flat().map(oneLine)] as const);
  const cells = await cellsFor(safe.flatMap(([, values]) => values));
  const stacked = width < 50;
  const column = stacked ? 2 : Math.max(...fields.map(([label]) => label.length)) + 2;
  const lines = safe.flatMap(([label, values]) => {
    const wrapped = values.flatMap((value) => wrap(value, width - column, cells));
    const indented = wrapped.map((line) => ' '.repeat(column) + line);
    if (stacked || wrapped.length === 0) return [bold(label), ...indented];
    return [bold(label) + ' '.repeat(column - label.length) + wrapped[0], ...indented.slice(1)];
  });
  return lines.join('\n');
}

import { cellsFor } from '../../text/cells.js';
import { oneLine } from '../../text/sanitize.js';
import { wrap } from '../../text/wrap.js';
import { unitsOf } from './units.js';

/** A label and its value; the value may be several paragraphs. */
export type Field = readonly [label: string, value: string | readonly string[]];

/**
 * Labelled lines in two columns: on a terminal as wide as it (100 cells at most), wrapped with a hanging indent; below
 * 50 cells the value stands under its label. What is not to be broken and finds no room in its column gets a line that
 * starts further left. Elsewhere each value is one line. Labels are bold where there is colour; values pass the gate of
 * sanitize.ts. Ends in a line feed. Accessible: each value in one line, after its label.
 *
 * @param names that are not broken at their blanks
 */
export async function renderFields(
  fields: readonly Field[],
  { columns, color, accessible }: { columns: number | undefined; color: boolean; accessible: boolean },
  names: readonly string[] = [],
): Promise<string> {
  const width = columns ? Math.min(columns, 100) : Number.POSITIVE_INFINITY;
  const bold = color ? await boldInk() : (text: string) => text;
  const safe = fields.map(([label, value]) => [label, [value].flat().map(oneLine)] as const);
  if (accessible) return spoken(safe, bold);
  const cells = await cellsFor(safe.flatMap(([, values]) => values));
  const stacked = width < 50;
  const column = stacked ? 2 : Math.max(...fields.map(([label]) => label.length)) + 2;
  const indented = (line: string) =>
    ' '.repeat(Math.max(0, Math.min(column, (columns || width) - cells(line)))) + line;
  const lines = safe.flatMap(([label, values]) => {
    const [first = '', ...rest] = values.flatMap((value) =>
      wrap(unitsOf(value, names), width - column, cells),
    );
    const below = rest.map(indented);
    if (stacked || cells(first) > width - column) return [bold(label), indented(first), ...below];
    return [(bold(label) + ' '.repeat(column - label.length) + first).trimEnd(), ...below];
  });
  return `${lines.join('\n')}\n`;
}

/** `Label: value` for each value: what is read aloud is not seen to stand under a label. */
function spoken(
  fields: readonly (readonly [label: string, values: readonly string[]])[],
  bold: (text: string) => string,
): string {
  return fields
    .flatMap(([label, values]) =>
      values.length === 0 ? [bold(label)] : values.map((value) => `${bold(`${label}:`)} ${value}`),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Loaded where there is colour, which is not where time counts. */
async function boldInk(): Promise<(text: string) => string> {
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 }).bold;
}

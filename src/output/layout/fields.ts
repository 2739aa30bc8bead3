import { cellsFor } from '../../text/cells.js';
import { oneLine } from '../../text/sanitize.js';
import { wrap } from '../../text/wrap.js';

/** A label and its value; the value may be several paragraphs. */
export type Field = readonly [label: string, value: string | readonly string[]];

/**
 * Labelled lines in two columns, as wide as the terminal (80 cells without one, 100 at most; `Infinity` is without
 * wrapping), wrapped with a hanging indent; below 50 cells the value stands under its label. Labels are bold where there is colour; values pass the
 * gate of sanitize.ts. Ends in a line feed. Accessible: each value in one line, after its label.
 */
export async function renderFields(
  fields: readonly Field[],
  { columns = 80, color, accessible }: { columns: number | undefined; color: boolean; accessible: boolean },
): Promise<string> {
  const width = columns === Number.POSITIVE_INFINITY ? columns : Math.min(columns, 100);
  const bold = color ? await boldInk() : (text: string) => text;
  const safe = fields.map(([label, value]) => [label, [value].flat().map(oneLine)] as const);
  if (accessible) return spoken(safe, bold);
  const cells = await cellsFor(safe.flatMap(([, values]) => values));
  const stacked = width < 50;
  const column = stacked ? 2 : Math.max(...fields.map(([label]) => label.length)) + 2;
  const lines = safe.flatMap(([label, values]) => {
    const wrapped = values.flatMap((value) => wrap(value, width - column, cells));
    const fits = (line: string) => !FINGERPRINT.test(line) || column + line.length <= width;
    const indented = wrapped.map((line) => (fits(line) ? ' '.repeat(column) + line : line));
    if (stacked || wrapped.length === 0) return [bold(label), ...indented];
    return [bold(label) + ' '.repeat(column - label.length) + wrapped[0], ...indented.slice(1)];
  });
  return `${lines.join('\n')}\n`;
}

/** The indent alone would push it over the edge, where the terminal breaks it. */
const FINGERPRINT = /^[0-9A-F]{40,}$/;

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

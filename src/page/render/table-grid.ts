import type { CellNode } from '../document.js';
import { inlineText } from '../inline-text.js';

/** Cells are put into so many columns; those further right stand as they are written. */
const MOST_COLUMNS = 100;
/** So many cells are said again, of so many characters at most: a version, a name. */
const MOST_REPEATED = 1000;
const MOST_CHARACTERS = 40;

const NOTHING: CellNode = { align: undefined, children: [] };

/**
 * Rows in which each cell stands in its own column: cells over several columns leave the others empty, and what a cell
 * over several rows says is said in each, if it is short, for a row may be read alone.
 */
export function inColumns(rows: readonly (readonly CellNode[])[]): CellNode[][] {
  if (!rows.some((row) => row.some(({ columns, rows: over }) => columns || over)))
    return rows.map((row) => [...row]);
  /** What stands in a column from above, and in how many more rows. */
  const above: ({ cell: CellNode; rows: number } | undefined)[] = [];
  let repeated = 0;
  return rows.map((row) => {
    const placed: CellNode[] = [];
    const fromAbove = () => {
      for (let held = above[placed.length]; held; held = above[placed.length]) {
        above[placed.length] = held.rows > 1 ? { ...held, rows: held.rows - 1 } : undefined;
        const isShort = inlineText(held.cell.children).length <= MOST_CHARACTERS;
        placed.push(isShort && repeated++ < MOST_REPEATED ? held.cell : NOTHING);
      }
    };
    for (const cell of row) {
      fromAbove();
      const columns = Math.max(1, Math.min(cell.columns ?? 1, MOST_COLUMNS - placed.length));
      for (let column = 0; column < columns; column++) {
        const own = column === 0 ? cell : NOTHING;
        if (cell.rows) above[placed.length] = { cell: own, rows: cell.rows - 1 };
        placed.push(own);
      }
    }
    fromAbove();
    return placed;
  });
}

/**
 * The heading of each column, for a row that is shown as a list of its values: a heading over several columns is that of
 * each, if it is short.
 *
 * @returns `undefined`: each column has its own
 */
export function headingsOf(head: readonly CellNode[]): CellNode[] | undefined {
  if (!head.some(({ columns }) => columns)) return undefined;
  const headings: CellNode[] = [];
  for (const cell of head) {
    const columns = Math.max(1, Math.min(cell.columns ?? 1, MOST_COLUMNS - headings.length));
    const isShort = inlineText(cell.children).length <= MOST_CHARACTERS;
    for (let column = 0; column < columns; column++) headings.push(column === 0 || isShort ? cell : NOTHING);
  }
  return headings;
}

import type { Token, TokenizerAndRendererExtension, TokenizerThis, Tokens } from 'marked';
import { endsAtBoundary, isAtBoundary, linesOf } from './boundary.js';
import { splitRow } from './table-row.js';

type Align = Tokens.TableCell['align'];

const PIPE = /^\||[^\\]\|/;
const SEPARATOR = /^[+|: \t]*-[+|: \t-]*$/;
const FOOT = /^[+|: \t]*=[+|: \t=]*$/;
/** What kramdown looks for before it looks for a table. */
const OTHER =
  /^(?: {4}|\t| {0,3}(?:>|[*+-][ \t]|\d+\.[ \t]|:[ \t]|`{3}|~{3}|\{:|\[[^\]]*\]:|\*\[[^\]]*\]:)|#{1,6}[ \t]| {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*$)/;
const UNDERLINE = /^(?:-+|=+)[ \t]*$/;

/** Rows with a bar in each: no head is needed, nor an equal number of cells. */
export const kramdownTables: TokenizerAndRendererExtension = {
  name: 'kramdown-table',
  level: 'block',
  tokenizer(source, tokens) {
    return isAtBoundary(tokens) ? readTable(this, source, tokens) : undefined;
  },
};

/** Where rows were that made no table, by what was read before them: the lines between are no table either. */
const failures = new WeakMap<readonly Token[], number>();

function readTable(
  { lexer }: TokenizerThis,
  source: string,
  before: readonly Token[],
): Tokens.Table | undefined {
  if (source.length > (failures.get(before) ?? Number.POSITIVE_INFINITY)) return undefined;
  const read = readRows(source);
  if (!read) return undefined;
  const { rows, head, align, end, whole } = read;
  if (!whole) {
    failures.set(before, source.length - end);
    return undefined;
  }
  const columns = Math.max(...rows.map((row) => row.length));
  const cells = (row: readonly string[], header: boolean) =>
    Array.from({ length: columns }, (_, column): Tokens.TableCell => {
      const text = row[column] ?? '';
      return { text, tokens: lexer.inline(text), header, align: align[column] ?? null };
    });
  return {
    type: 'table',
    raw: source.slice(0, end),
    align: Array.from({ length: columns }, (_, column) => align[column] ?? null),
    header: head ? cells(rows[0] ?? [], true) : [],
    rows: rows.slice(head ? 1 : 0).map((row) => cells(row, false)),
  };
}

interface TableRows {
  rows: string[][];
  /** The first row is one. */
  head: boolean;
  align: Align[];
  /** Where the source goes on. */
  end: number;
  /** All of it is a table. */
  whole: boolean;
}

/** `undefined`: no table begins here. */
function readRows(source: string): TableRows | undefined {
  const read: TableRows = { rows: [], head: false, align: [], end: 0, whole: true };
  let first: string | undefined;
  let next: string | undefined;
  for (const { line, end } of linesOf(source)) {
    next = line;
    if (first === undefined) {
      if (line.trim() === '' || OTHER.test(line) || !PIPE.test(line)) return undefined;
      first = line;
    } else if (read.rows.length === 1 && !read.head && UNDERLINE.test(line)) return undefined;
    if (!PIPE.test(line)) break;
    addLine(read, line);
    if (!read.whole) break;
    read.end = end;
    next = undefined;
  }
  read.whole &&= endsAtBoundary(next) && read.rows.length > (read.head ? 1 : 0);
  return read;
}

function addLine(read: TableRows, line: string): void {
  if (SEPARATOR.test(line)) {
    if (read.rows.length === 0 || read.head || read.align.length > 0) return;
    // one row alone can be a head here; of several, all are rows
    read.head = read.rows.length === 1;
    read.align = [...line.matchAll(/[ \t]?(:?)-+(:?)[ \t]?/g)].map(([, left, right]) =>
      left ? (right ? 'center' : 'left') : right ? 'right' : null,
    );
  } else if (!FOOT.test(line)) {
    const { cells, bars } = splitRow(line);
    if (bars === 0) read.whole = false;
    else read.rows.push(cells);
  }
}

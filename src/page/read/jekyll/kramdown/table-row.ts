/** The cells of a table's row, and how many bars stand between them. */
export interface TableRow {
  cells: string[];
  bars: number;
}

/** What bars do not count in besides code: HTML's, and Liquid that is shown as it is written. */
const HELD: [open: string, close: string][] = [
  ['<code', '</code>'],
  ['{{', '}}'],
  ['{%', '%}'],
];

/** Cuts a row at its bars: not at those behind a backslash, in code or in Liquid. */
export function splitRow(line: string): TableRow {
  const cells: string[] = [];
  const codeEnd = codeFinder(line);
  let cell = '';
  for (let at = 0; at < line.length; ) {
    const end = codeEnd(at);
    if (end > at) cell += line.slice(at, end);
    else if (line[at] === '|' && line[at - 1] === '\\') cell = `${cell.slice(0, -1)}|`;
    else if (line[at] === '|') {
      cells.push(cell);
      cell = '';
    } else cell += line[at];
    at = Math.max(end, at + 1);
  }
  cells.push(cell);
  const bars = cells.length - 1;
  if (/^\s*\|/.test(line) && cells[0]?.trim() === '') cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return { cells: cells.map((text) => text.trim()), bars };
}

/** A finder of where the code ends that begins at a place; the place itself, where none does. */
function codeFinder(line: string): (at: number) => number {
  /** What is looked for and does not come any more. */
  const gone = new Set<string>();
  return (at) => {
    const open =
      line[at] === '`' && line[at - 1] !== '`' ? /^`+/.exec(line.slice(at, at + 100))?.[0] : undefined;
    const close = open ?? HELD.find(([start]) => line.startsWith(start, at))?.[1];
    if (close === undefined || gone.has(close)) return at;
    const found = line.indexOf(close, at + (open?.length ?? 0));
    if (found < 0) gone.add(close);
    return found < 0 ? at + (open?.length ?? 0) : found + close.length;
  };
}

/**
 * Somebody else's text among our own lines. Each of its rows has a bar before it, those too that a long line goes on
 * in, so that nothing in the text (a line like our answer, a bar, the end of a fence) can be taken for a line of ours:
 * none of ours begins with a bar.
 */
import { type Cells, cellsFor } from '../../text/cells.js';
import { multiLine } from '../../text/sanitize.js';
import { paint } from './paint.js';

interface Fence {
  /** Of the terminal: it would go on in a row without a bar where a row is wider. */
  columns: number;
  unicode: boolean;
  color: boolean;
}

const TAB = 8;
/** Below this a row would hold next to nothing. */
const NARROWEST = 10;

/** The text as rows, each with its bar and a line feed; an empty text is one empty row. */
export async function fenced(text: string, { columns, unicode, color }: Fence): Promise<string> {
  const lines = multiLine(text).replace(/\n$/, '').split('\n');
  const cells = await cellsFor(lines);
  const bar = paint([[unicode ? '│' : '|', '1']], { color, hyperlinks: false });
  // one cell is left free: some terminals break a row that fills the last one
  const width = Math.max(NARROWEST, columns - 3);
  return lines
    .flatMap((line) => rowsOf(withoutTabs(line, cells), width, cells))
    .map((row) => (row === '' ? `${bar}\n` : `${bar} ${row}\n`))
    .join('');
}

/** Tabs as blanks: a terminal counts them from its own edge. */
function withoutTabs(line: string, cells: Cells): string {
  const [first = '', ...rest] = line.split('\t');
  return rest.reduce((done, part) => done + ' '.repeat(TAB - (cells(done) % TAB)) + part, first);
}

/** Breaks a line at its blanks, else between two characters. */
function rowsOf(line: string, width: number, cells: Cells): string[] {
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const piece of piecesOf(line, width, cells)) {
    const taken = cells(piece);
    if (used > 0 && used + taken > width) {
      rows.push(row.trimEnd());
      row = '';
      used = 0;
      if (piece.trim() === '') continue;
    }
    row += piece;
    used += taken;
  }
  return [...rows, row.trimEnd()];
}

/** Words and blanks; a word that is wider than a row, and blanks that are, in single characters. */
function piecesOf(line: string, width: number, cells: Cells): string[] {
  const words = line.match(/ +|[^ ]+/g) ?? [];
  return words.flatMap((word) => (cells(word) <= width ? [word] : characters(word)));
}

/** What a reader takes for one character. */
function characters(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('');
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

/** Quote marks and indentation: what stands before every line of a block. */
import { type Line, linesFrom, textOf } from '../../../../text/byte-lines.js';
import type { BeginLine } from '../begin-lines.js';
import { blockBegin, endMark, replaceBlock } from './block-range.js';

export function undoQuotes(data: Buffer): Buffer | undefined {
  return withoutMarks(data, 'quoted', quotePattern);
}

export function undoIndentation(data: Buffer): Buffer | undefined {
  return withoutMarks(data, 'indented', indentPattern);
}

/**
 * Takes from every line of a block what stands before its first one, and nothing else. A line that lacks it ends the
 * attempt, but for a blank one.
 */
function withoutMarks(
  data: Buffer,
  damage: BeginLine['damage'],
  patternOf: (marks: string) => RegExp | undefined,
): Buffer | undefined {
  const begin = blockBegin(data);
  if (begin?.damage !== damage || !begin) return undefined;
  const pattern = patternOf(textOf(data, begin).replace(/-----BEGIN.*$/, ''));
  if (!pattern) return undefined;
  const last = endMark(begin);
  const out = Buffer.allocUnsafe(data.length - begin.start);
  let to = 0;
  for (const line of linesFrom(data, begin.start, begin.number)) {
    const length = markLength(data, line, pattern);
    if (length === undefined) return undefined;
    const from = line.start + length;
    to += data.copy(out, to, from, line.next);
    if (data.toString('latin1', from, from + last.length) === last) {
      return replaceBlock(data, { start: begin.start, end: line.next }, out.subarray(0, to));
    }
  }
  return undefined;
}

/** Longer marks are no mail program's. */
const LONGEST_MARKS = 100;

/** How many bytes are taken from a line; `undefined`: it has no such marks. */
function markLength(data: Buffer, line: Line, pattern: RegExp): number | undefined {
  const end = Math.min(line.end, line.start + LONGEST_MARKS);
  const start = data.toString('latin1', line.start, end);
  const found = pattern.exec(start);
  if (found) return found[0].length;
  return end === line.end && start.trim() === '' ? 0 : undefined;
}

/** One quote mark and at most one blank for each level; a mark that had no blank takes none. */
function quotePattern(marks: string): RegExp | undefined {
  if (!/^([>|] ?)+$/.test(marks)) return undefined;
  const levels = marks.match(/[>|] ?/g) ?? [];
  return new RegExp(`^${levels.map((level) => `[${level[0]}]${level.length > 1 ? ' ?' : ''}`).join('')}`);
}

function indentPattern(marks: string): RegExp | undefined {
  return /^[ \t]+$/.test(marks) ? new RegExp(`^${marks}`) : undefined;
}

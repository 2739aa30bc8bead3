import { oneLine } from '../../text/sanitize.js';
import { unitsOf } from '../layout/units.js';
import type { Terminal } from './terminal.js';

/**
 * Messages on a terminal are wrapped at its width, with what follows the first line indented; elsewhere a message is
 * one line, for grep and the like. A command, a path or a URL is never broken (units.ts): it is there to be copied.
 */

const INDENT = 2;

/**
 * @param start what stands before the text on its first line, without colour
 * @param units what is not broken
 */
export function messageLines(start: string, units: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let room = width - cells(start);
  for (const unit of units) {
    const first = line === '' && lines.length === 0;
    const taken = first ? 0 : cells(line) + 1;
    if (taken + cells(unit) <= room) line = first ? unit : `${line} ${unit}`;
    else {
      // also where the first line has room for nothing: what is to be copied then stands by itself
      lines.push(line);
      line = unit;
      room = width - INDENT;
    }
  }
  // what the indent alone would push over the edge goes without: the terminal would break it
  const indented = (one: string) => ' '.repeat(Math.max(0, Math.min(INDENT, width - cells(one)))) + one;
  return [...lines, line].map((one, at) => (at === 0 ? one : indented(one)));
}

/**
 * A result of one sentence, with its line feed: wrapped on a terminal as messages are, and one line elsewhere.
 *
 * @param names that are not broken at their blanks
 */
export function sentenceLines(
  text: string,
  { columns, accessible }: Pick<Terminal, 'columns' | 'accessible'>,
  names: readonly string[],
): string {
  const safe = oneLine(text);
  const lines =
    !columns || accessible ? [safe] : messageLines('', unitsOf(safe, names), Math.max(columns, 20));
  return `${lines.join('\n')}\n`;
}

const MARK = /\p{M}/u;
const ASCII = /^[\0-\x7f]*$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;

/** Near enough for where to break; the exact measure takes long to load, and each run says something. */
function cells(text: string): number {
  if (ASCII.test(text)) return text.length;
  let count = 0;
  for (const character of text) count += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}

import { oneLine } from '../../text/sanitize.js';
import type { Terminal } from './terminal.js';

/**
 * Messages on a terminal are wrapped at its width, with what follows the first line indented; elsewhere a message is
 * one line, for grep and the like. A command, a path or a URL is never broken: it is there to be copied.
 */

const INDENT = '  ';

/** @param start what stands before the text on its first line, without colour */
export function messageLines(start: string, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let room = width - cells(start);
  for (const unit of unitsOf(text)) {
    const first = line === '' && lines.length === 0;
    const taken = first ? 0 : cells(line) + 1;
    if (taken + cells(unit) <= room) line = first ? unit : `${line} ${unit}`;
    else {
      // also where the first line has room for nothing: what is to be copied then stands by itself
      lines.push(line);
      line = unit;
      room = width - INDENT.length;
    }
  }
  // a fingerprint that the indent alone would push over the edge goes without: the terminal would break it
  const indented = (one: string) =>
    HEX.test(one) && one.length > width - INDENT.length ? one : INDENT + one;
  return [...lines, line].map((one, at) => (at === 0 ? one : indented(one)));
}

/** A fingerprint on a line of its own. */
const HEX = /^[0-9A-F]{40,}$/;

/** A result of one sentence, with its line feed: wrapped on a terminal as messages are, and one line elsewhere. */
export function sentenceLines(
  text: string,
  { columns, accessible }: Pick<Terminal, 'columns' | 'accessible'>,
): string {
  const safe = oneLine(text);
  const lines = columns === undefined || accessible ? [safe] : messageLines('', safe, Math.max(columns, 20));
  return `${lines.join('\n')}\n`;
}

/** Programs of the commands that hints name. */
const COMMAND =
  /(?:^|: )((?:codeship-sec|gpg|tar|ls|mkdir|chmod|mv|cp|file|iconv|date|export|sed|cat|unzip|gunzip|openssl) .*)$/s;

/** Words, and whole what is in quotes (not from an apostrophe on) or is a command. */
function unitsOf(text: string): string[] {
  const command = COMMAND.exec(text)?.[1];
  const prose = command === undefined ? text : text.slice(0, text.length - command.length);
  const words = prose.match(/(?:(?<=^|[\s=(]|\\')'[^']*'|\S)+/g) ?? [];
  return command === undefined ? words : [...words, command];
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

/** A file that holds a mail, or several: what is a mail, and what stands before its head. */
import { isBlank, type Line, lineAt, linesFrom } from '../text/byte-lines.js';
import { isFieldLine, isOwnField } from './header/field-lines.js';
import { MAX_HEADER } from './header/head.js';
import { structureFault } from './mail-fault.js';
import { MAX_PARTS } from './mail-tree.js';

/** A mail as it lies in a file. */
export interface MailSource {
  /** From the first field of its head on. */
  data: Buffer;
  /** Lines before that: some program's, or anybody's. */
  before: Buffer;
}

/** So many lines may stand before a head, and so many that are no fields in it. */
const MAX_ODD = 5;

/** `From joe@example.com Mon Jan  1 10:00:00 2024`: the separator of an mbox file (RFC 4155). */
const SEPARATOR = /^From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/;

/** Without UTF-8's byte order mark, which some programs put before a text. */
export function withoutMark(data: Buffer): Buffer {
  return data.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? data.subarray(3) : data;
}

/** Whether data starts as a saved mail does: with header fields, at least two of them a mail's own. */
export function isMail(data: Buffer): boolean {
  const file = withoutMark(data);
  const start = headStart(file);
  if (start === undefined) return false;
  let own = 0;
  let odd = 0;
  for (const line of linesFrom(file, start)) {
    const text = file.toString('latin1', line.start, Math.min(line.end, line.start + 200));
    // every line of it may end with two carriage returns
    if (/^\r?$/.test(text) || line.next > MAX_HEADER) break;
    if (/^[ \t]/.test(text)) continue;
    if (text.startsWith('-----BEGIN ')) return false;
    if (isOwnField(text)) own++;
    if (!isFieldLine(text) && ++odd > MAX_ODD) return false;
  }
  return own >= 2;
}

/** Where the first field stands: not far from the file's start. */
function headStart(file: Buffer): number | undefined {
  for (const line of linesFrom(file)) {
    if (line.number > MAX_ODD) return undefined;
    const text = file.toString('latin1', line.start, Math.min(line.end, line.start + 200));
    if (isFieldLine(text)) return line.start;
    if (/^-----BEGIN |[\0\x1b]/.test(text)) return undefined;
  }
  return undefined;
}

/**
 * Takes a file apart that is a mail: a mail itself, several in an mbox file (RFC 4155), or one in Apple Mail's
 * `.emlx` (its length in bytes, the mail, a property list).
 *
 * @throws MailFault
 */
export function openMailFile(file: Buffer): MailSource[] {
  const first = lineAt(file, 0, 1);
  const size = /^(\d{1,12}) *$/.exec(file.toString('latin1', 0, Math.min(first.end, 20)))?.[1];
  if (size !== undefined) return [mailAt(emlxMail(file.subarray(first.next), Number(size)))];
  const starts = [0, ...separators(file).filter((at) => at > 0)];
  return starts.map((start, at) => mailAt(file.subarray(start, starts[at + 1])));
}

function emlxMail(rest: Buffer, size: number): Buffer {
  const behind = rest.toString('latin1', size);
  if (size > rest.length || !isPropertyList(behind)) structureFault('emlx-length');
  return rest.subarray(0, size);
}

/** Nothing but elements of a property list: any other text could be taken for the mail's. */
function isPropertyList(text: string): boolean {
  if (text.length > 1 << 16) return false;
  const values = text.replace(/<(key|string|integer|real|date|data)>[^<]*<\/\1>/g, '');
  return (
    values.replace(/<(\?xml|!DOCTYPE plist|\/?plist|\/?(dict|array|true|false))\b[^<>]*>/g, '').trim() === ''
  );
}

/** Where the mails of an mbox file begin. A line is taken for a separator only where a head follows it. */
function separators(file: Buffer): number[] {
  if (!SEPARATOR.test(textAt(file, lineAt(file, 0, 1)))) return [];
  const found: number[] = [];
  for (let at = 0; at >= 0; at = file.indexOf('\nFrom ', at) + 1 || -1) {
    const line = lineAt(file, at, 1);
    if (!SEPARATOR.test(textAt(file, line))) {
      at = line.end;
      continue;
    }
    if (isFieldLine(textAt(file, lineAt(file, line.next, 2)))) found.push(at);
    if (found.length > MAX_PARTS) structureFault('too-many-parts');
    at = line.end;
  }
  return found;
}

const textAt = (file: Buffer, line: Line) =>
  file.toString('latin1', line.start, Math.min(line.end, line.start + 200));

/** Blank lines and a separator say nothing; any other line before the head could be taken for a part of the mail. */
function mailAt(data: Buffer): MailSource {
  const start = headStart(data) ?? 0;
  const lines: Buffer[] = [];
  for (const line of linesFrom(data.subarray(0, start))) {
    if (!isBlank(data, line) && !SEPARATOR.test(textAt(data, line)))
      lines.push(data.subarray(line.start, line.next));
  }
  return { data: data.subarray(start), before: Buffer.concat(lines) };
}

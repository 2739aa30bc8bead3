/** A file that holds a mail, or several: what is a mail, and what stands before its head. */
import { isBlank, type Line, lineAt, linesFrom } from '../../text/byte-lines.js';
import { isFieldLine, isOwnField } from '../header/field-lines.js';
import { MAX_HEADER, MAX_PARTS } from '../largest-mail.js';
import { structureFault } from '../mail-fault.js';

/** A mail as it lies in a file. */
export interface MailSource {
  /** It lies in an mbox file, which puts a mark before lines that begin with `From `. */
  mbox: boolean;
  /** From the first field of its head on. */
  data: Buffer;
  /** Lines before that: some program's, or anybody's. */
  before: Buffer;
}

/** So many lines may stand before a head, and so many that are no fields in it. */
const MAX_ODD = 5;

/**
 * `From joe@example.com Mon Jan  1 10:00:00 2024`: the separator of an mbox file (RFC 4155). Programs write the time
 * zone before the year or after it, and some the date as a mail has it. Nothing else stands in it: that could be text.
 */
const SEPARATOR =
  /^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d\d?|\d\d? +[A-Z][a-z]{2} +\d{4}) +\d\d?:\d\d(?::\d\d)?(?: +(?:\d{4}|[-+]\d{4}|[A-Z]{1,5})){0,3} *\r?$/;

/** A part of a mail with its own head: by this field alone it is known. */
const PROTECTED = /^content-type[ \t]*:[ \t]*multipart\/(signed|encrypted)\b/i;

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
    if (PROTECTED.test(text)) own++;
    if (/^[ \t]/.test(text)) continue;
    if (text.startsWith('-----BEGIN ')) return false;
    if (isOwnField(text)) own++;
    if (!isFieldLine(text) && ++odd > MAX_ODD) return false;
  }
  return own >= 2;
}

/** Where the head begins: not far from the file's start. Its first field may be no field of a mail, but a banner. */
function headStart(file: Buffer): number | undefined {
  let first: number | undefined;
  let ended = false;
  for (const line of linesFrom(file)) {
    if (line.number > MAX_ODD) break;
    const text = textAt(file, line);
    if (/^-----BEGIN |[\0\x1b]/.test(text)) break;
    if (first !== undefined && isBlank(file, line)) ended = true;
    if (!isFieldLine(text)) continue;
    first ??= line.start;
    if (isOwnField(text)) return ended ? line.start : first;
  }
  return first;
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
  if (size !== undefined) return [mailAt(emlxMail(file.subarray(first.next), Number(size)), false)];
  const starts = [0, ...separators(file).filter((at) => at > 0)];
  const mbox = SEPARATOR.test(textAt(file, first));
  return starts.map((start, at) => mailAt(file.subarray(start, starts[at + 1]), mbox));
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

/**
 * A separator is no part of the mail where it stands in the first line. Any other line before the head could be taken
 * for a part of it, and the head with it: a blank one ends the head for some programs, before it has begun.
 */
function mailAt(data: Buffer, mbox: boolean): MailSource {
  const first = lineAt(data, 0, 1);
  const mail = SEPARATOR.test(textAt(data, first)) ? data.subarray(first.next) : data;
  const start = headStart(mail) ?? 0;
  return { mbox, data: mail.subarray(start), before: mail.subarray(0, start) };
}

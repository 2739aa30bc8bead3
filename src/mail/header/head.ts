/**
 * The head of a mail or of a part: its fields (RFC 5322 section 2.2), with what the obsolete syntax allows (section
 * 4.5: blanks before the colon). Everything is linear in the input.
 */
import { type Line, linesFrom } from '../../text/byte-lines.js';
import { MAX_HEADER } from '../largest-mail.js';
import { structureFault, textFault } from '../mail-fault.js';
import { fieldStart } from './field-lines.js';

/** A header field. */
export interface HeaderField {
  /** Lower case. */
  name: string;
  /** One character for each byte; a line feed stands where the field was folded. */
  value: string;
}

/** A head. */
export interface Head {
  /** The fields that mean something here, in their order. */
  fields: HeaderField[];
  /** From the first line on that is no field: the rest of the head. Some programs end the head there and show it. */
  odd: Buffer | undefined;
  /** Where the body starts. */
  end: number;
}

/** No content type or subject is longer. */
const MAX_FIELD = 1 << 16;

const READ = new Set([
  'from',
  'sender',
  'reply-to',
  'mail-reply-to',
  'mail-followup-to',
  'followup-to',
  'resent-from',
  'resent-sender',
  'resent-to',
  'resent-cc',
  'resent-date',
  'to',
  'cc',
  'bcc',
  'newsgroups',
  'organization',
  'comments',
  'keywords',
  'subject',
  'date',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
  'content-description',
]);

/**
 * Reads the head at the start of `data`.
 *
 * @throws MailFault: it is too long, holds a control character that ends lines or strings for some programs, a line of
 *   blanks (the head's end for some), or a content field twice
 */
export function readHead(data: Buffer): Head {
  const reading: Reading = { fields: [], pieces: undefined, oddAt: undefined, content: new Set() };
  for (const line of linesFrom(data)) {
    if (line.start === line.end) return finish(data, reading, line.start, line.next);
    if (line.next > MAX_HEADER) structureFault('header-too-long');
    readLine(data.toString('latin1', line.start, line.end), line, reading);
  }
  return finish(data, reading, data.length, data.length);
}

/** What ends a line or a string for some program (of Python, a vertical tab and a form feed end lines too). */
const LINE_ENDING = /[\0\r\v\f]/;

interface Reading {
  fields: { name: string; pieces: string[]; length: number }[];
  /** Of the field that a folded line would continue; `undefined`: that field is not read. */
  pieces: Reading['fields'][number] | undefined;
  oddAt: number | undefined;
  content: Set<string>;
}

function readLine(text: string, line: Line, reading: Reading): void {
  if (LINE_ENDING.test(text)) structureFault('header-control');
  if (/^[ \t]/.test(text)) {
    if (text.trim() === '') structureFault('blank-in-header');
    if (line.number === 1) reading.oddAt ??= line.start;
    if (reading.pieces) addPiece(reading.pieces, text);
    return;
  }
  const found = fieldStart(text);
  reading.pieces = undefined;
  if (!found) {
    // a program that forgives more may take it for the field (behind a no-break space or a byte order mark)
    if (/content-(type|transfer|disposition)/i.test(text)) structureFault('content-type');
    // what follows a line that is none is the body for some programs
    reading.oddAt ??= line.start;
    return;
  }
  const name = found.name.toLowerCase();
  if (name.startsWith('content-')) {
    if (reading.content.has(name)) textFault('mail-repeated', found.name);
    reading.content.add(name);
  }
  if (!READ.has(name)) return;
  reading.pieces = { name, pieces: [], length: 0 };
  reading.fields.push(reading.pieces);
  addPiece(reading.pieces, text.slice(found.value));
}

function addPiece(field: Reading['fields'][number], piece: string): void {
  field.length += piece.length;
  if (field.length > MAX_FIELD) structureFault('field-too-long');
  field.pieces.push(piece);
}

function finish(data: Buffer, { fields, oddAt }: Reading, stop: number, end: number): Head {
  return {
    fields: fields.map(({ name, pieces }) => ({ name, value: pieces.join('\n').trim() })),
    odd: oddAt === undefined ? undefined : data.subarray(oddAt, stop),
    end,
  };
}

/** The first field of that name. */
export function fieldOf(head: Head, name: string): string | undefined {
  return head.fields.find((field) => field.name === name)?.value;
}

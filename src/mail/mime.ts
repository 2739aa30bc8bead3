/**
 * Just enough of MIME to find what was signed, byte for byte: headers (RFC 5322), content types (RFC 2045 section
 * 5.1), multiparts (RFC 2046 section 5.1). Everything is linear in the input.
 */
import { type Line, lineAt, linesFrom } from '../text/byte-lines.js';

/** A MIME entity: its fields, and where its body lies in the data. */
export interface Entity {
  type: ContentType;
  encoding: string;
  /** The whole entity, headers too: what a signature covers (RFC 3156 section 5). */
  whole: Buffer;
  body: Buffer;
}

export interface ContentType {
  /** Lower case: `multipart/signed`. */
  name: string;
  parameters: ReadonlyMap<string, string>;
}

/** Mail servers take a small part of this; a longer header is read no further. */
export const MAX_HEADER = 4 << 20;
/** Of a field's value, lines joined: no content type is longer. */
const MAX_VALUE = 1 << 16;
const MAX_PARTS = 200;

const KNOWN = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'received',
  'return-path',
  'delivered-to',
  'reply-to',
  'dkim-signature',
]);

/** Without UTF-8's byte order mark, which some programs put before a text. */
export function withoutMark(data: Buffer): Buffer {
  return data.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? data.subarray(3) : data;
}

/** Whether data starts as a saved mail does: with header fields, at least two of them a mail's own. */
export function isMail(data: Buffer): boolean {
  const text = withoutMark(data);
  if (!/^(From |[!-9;-~]{1,60}:)/.test(text.toString('latin1', 0, 80))) return false;
  const fields = readFields(text)?.fields;
  return fields !== undefined && [...fields.keys()].filter((name) => KNOWN.has(name)).length >= 2;
}

/** Why an entity cannot be read: no header fields are there; too much of them; or a content field is there twice. */
export type HeadFault = { fault: 'none' } | { fault: 'long' } | { fault: 'repeated'; field: string };

/** Reads an entity. */
export function readEntity(data: Buffer): Entity | HeadFault {
  const head = readFields(data);
  if (!head) return { fault: 'none' };
  if (head.repeated !== undefined) return { fault: 'repeated', field: head.repeated };
  if (head.end === undefined) return { fault: 'long' };
  return {
    type: parseContentType(head.fields.get('content-type') ?? 'text/plain'),
    encoding: (head.fields.get('content-transfer-encoding') ?? '7bit').trim().toLowerCase(),
    whole: data,
    body: data.subarray(head.end),
  };
}

interface Head {
  /** Those that are of use here, by lower-case name, the first of each; folded lines joined. */
  fields: Map<string, string>;
  /** A content field that is there twice, as written: programs differ on which one counts. */
  repeated: string | undefined;
  /** Where the body starts; not known of a header that is too long. */
  end: number | undefined;
}

function readFields(data: Buffer): Head | undefined {
  const fields = new Map<string, string>();
  let name = '';
  let repeated: string | undefined;
  for (const line of linesFrom(data)) {
    if (line.start === line.end) return { fields, repeated, end: line.next };
    if (line.next > MAX_HEADER) return { fields, repeated, end: undefined };
    const text = data.toString('latin1', line.start, line.end);
    if (line.number === 1 && text.startsWith('From ')) continue; // an mbox separator
    if (/^[ \t]/.test(text)) {
      const value = fields.get(name);
      if (value !== undefined && value.length < MAX_VALUE) fields.set(name, `${value} ${text.trim()}`);
      continue;
    }
    const colon = text.indexOf(':');
    if (colon < 1 || /[^!-~]/.test(text.slice(0, colon))) return undefined;
    const found = text.slice(0, colon).toLowerCase();
    const again = fields.has(found);
    const content = found.startsWith('content-');
    if (again && content) repeated ??= text.slice(0, colon);
    name = again || !(content || KNOWN.has(found)) ? '' : found;
    if (name !== '') fields.set(name, text.slice(colon + 1).trim());
  }
  return { fields, repeated, end: data.length };
}

/** `multipart/signed; boundary="x"`: quoted strings and comments as far as mail programs write them. */
function parseContentType(value: string): ContentType {
  const parameters = new Map<string, string>();
  const short = value.slice(0, 4096);
  const name = (/^\s*([^;\s]+)/.exec(short)?.[1] ?? '').toLowerCase();
  const pattern = /;\s*([!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s"]*))/g;
  for (const [, key = '', quoted, token] of short.matchAll(pattern)) {
    const text = quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1');
    if (!parameters.has(key.toLowerCase())) parameters.set(key.toLowerCase(), text ?? '');
  }
  return { name, parameters };
}

/** A multipart's parts as they stand between the boundaries; `closed`: the last boundary was there. */
export function splitParts(body: Buffer, boundary: string): { parts: Buffer[]; closed: boolean } {
  const parts: Buffer[] = [];
  const mark = `--${boundary}`;
  let start: number | undefined;
  for (const line of boundaryLines(body, mark)) {
    if (start !== undefined)
      parts.push(body.subarray(start, Math.max(start, lineBreakBefore(body, line.start))));
    const rest = body.toString('latin1', line.start + mark.length, line.end).trimEnd();
    if (rest === '--' || parts.length > MAX_PARTS) return { parts, closed: true };
    start = line.next;
  }
  if (start !== undefined) parts.push(body.subarray(start));
  return { parts, closed: false };
}

function* boundaryLines(body: Buffer, mark: string): Generator<Line> {
  for (let at = body.indexOf(mark, 0, 'latin1'); at >= 0; at = body.indexOf(mark, at + 1, 'latin1')) {
    if (at > 0 && body[at - 1] !== 10) continue;
    const line = lineAt(body, at, 0);
    if (
      /^(--)?[ \t]*$/.test(
        body.toString('latin1', at + mark.length, Math.min(line.end, at + mark.length + 100)),
      )
    ) {
      yield line;
    }
  }
}

/** The line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1). */
function lineBreakBefore(body: Buffer, at: number): number {
  if (at === 0) return 0;
  return body[at - 2] === 13 ? at - 2 : at - 1;
}

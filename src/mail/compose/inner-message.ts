import { isUtf8 } from 'node:buffer';
import { base64Length, base64Lines } from '../../streams/base64-lines.js';
import { type Bytes, createPool, joined } from '../../streams/byte-streams.js';
import { totalSize } from '../../streams/total-size.js';
import { attachmentName } from './attachment-name.js';
import { type Fields, fieldsInside, headOf, structured } from './header-fields.js';
import type { Attachment, Letter } from './letter.js';
import { closeDelimiter, delimiter, newBoundary } from './mail-boundary.js';

/** A report longer than this is no text that a mail program shows: it is attached. In bytes. */
const MOST_TEXT = 8 << 20;

/**
 * The message that is encrypted: the report as text, then the attachments, under protected headers (RFC 9788; the
 * parameter `protected-headers` is the older form, without which Thunderbird shows the outer subject). A report that is
 * no UTF-8 text is attached behind a line of text.
 *
 * @param attachments are read one after the other, each when its turn has come
 * @returns when the report has been read, or as much of it as a text may have
 */
export async function innerMessage(
  letter: Letter,
  report: Attachment,
  attachments: readonly Attachment[],
): Promise<InnerMessage> {
  const boundary = newBoundary();
  const params = { 'protected-headers': 'v1', hp: 'cipher', boundary };
  const head = headOf([
    ...fieldsInside(letter),
    ['MIME-Version', '1.0'],
    ['Content-Type', structured('multipart/mixed', params)],
  ]);
  const { start, rest } = await beginning(report.bytes, MOST_TEXT);
  const isText = rest === undefined && isUtf8(start) && !start.includes(0);
  const attached = isText ? attachments : [{ ...report, bytes: joined([start], rest ?? []) }, ...attachments];
  const text = isText ? start : Buffer.from(letter.reportAttached);
  const parts = [
    encoded(boundary, TEXT, { bytes: joined([text]), size: text.length }),
    ...attached.map((one) => encoded(boundary, attachedFields(one.name), one)),
  ];
  const end = closeDelimiter(boundary);
  const size = totalSize([head.length, ...parts.map((one) => one.size), end.length]);
  return { bytes: joined([head], ...parts.map(({ bytes }) => bytes), [end]), size };
}

export interface InnerMessage {
  /** Pieces whose memory is used again when the next is asked for. */
  bytes: Bytes;
  /** Their number, where that of each attachment is known. */
  size: number | undefined;
}

const TEXT: Fields = [
  ['Content-Type', structured('text/plain', { charset: 'utf-8' })],
  ['Content-Transfer-Encoding', 'base64'],
];

function attachedFields(name: string): Fields {
  const filename = attachmentName(name);
  return [
    ['Content-Type', 'application/octet-stream'],
    ['Content-Transfer-Encoding', 'base64'],
    ['Content-Disposition', structured('attachment', { filename })],
  ];
}

/** A part of the message, in base64. */
function encoded(
  boundary: string,
  fields: Fields,
  { bytes, size }: Pick<Attachment, 'bytes' | 'size'>,
): InnerMessage {
  const head = Buffer.concat([delimiter(boundary), headOf(fields)]);
  return {
    bytes: joined([head], inLines(bytes)),
    size: size === undefined ? undefined : head.length + base64Length(size, '\r\n'),
  };
}

async function* inLines(bytes: Bytes): Bytes {
  const pool = createPool();
  for await (const lines of base64Lines(bytes, { pool, lineEnd: '\r\n' })) {
    yield lines;
    pool.give(lines);
  }
}

/** What there is of a stream up to `limit`, and the stream behind it, where there is more. */
async function beginning(bytes: Bytes, limit: number): Promise<{ start: Buffer; rest?: Bytes }> {
  const pieces: Buffer[] = [];
  let length = 0;
  const stream = bytes[Symbol.asyncIterator]();
  while (length <= limit) {
    const { done, value } = await stream.next();
    if (done) return { start: Buffer.concat(pieces) };
    pieces.push(Buffer.from(value)); // a copy: its memory is used again
    length += value.length;
  }
  return { start: Buffer.concat(pieces), rest: { [Symbol.asyncIterator]: () => stream } };
}

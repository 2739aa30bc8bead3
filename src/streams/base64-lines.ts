import { platform } from '../platform/index.js';
import type { Bytes, Pool } from './byte-streams.js';

/** 48 bytes give a line of 64 characters: what both ASCII armor and mail take. */
const LINE_BYTES = 48;
const LINE = 64;

/** Node's base64 is fast (7 GB/s) up to about this much in one call, and fifty times slower from 96 KiB up. */
const PIECE = 512 * LINE_BYTES;

/** The bytes of the lines that are handed on at once. */
const BLOCK = 16 * PIECE;

/** The order of bytes in this machine's numbers: a line that is moved as numbers keeps its own order. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** What ends a line: that of files, or that of mail (RFC 5322 section 2.1). */
export type LineEnd = '\n' | '\r\n';

interface LineOptions {
  pool: Pool;
  lineEnd: LineEnd;
  /** Bytes that are likely to come: buffers are made no larger than that. */
  likely?: number | undefined;
  /** Is handed all bytes, in order, before they are encoded. */
  seen?: (bytes: Uint8Array) => void;
}

/**
 * Base64 (RFC 4648 section 4) in lines of 64 characters, each with its end, the last one too; nothing where there are
 * no bytes.
 */
export async function* base64Lines(data: Bytes, { pool, lineEnd, likely = BLOCK, seen }: LineOptions): Bytes {
  const characters = Buffer.allocUnsafeSlow((PIECE / 3) * 4);
  const width = LINE + lineEnd.length;
  const size = (Math.min(BLOCK, Math.max(1, Math.ceil(likely / PIECE)) * PIECE) / LINE_BYTES) * width;
  let text = pool.take(size);
  let length = 0;
  const append = (bytes: Uint8Array) => {
    const { buffer, byteOffset } = bytes;
    const written = platform.base64Into(Buffer.from(buffer, byteOffset, bytes.length), characters);
    length = intoLines(characters.subarray(0, written), text, { at: length, lineEnd });
  };
  const begun = new Uint8Array(LINE_BYTES); // a line whose end has not come
  let held = 0;
  for await (const piece of data) {
    for (let at = 0; at < piece.length; ) {
      const lines = Math.min((text.length - length) / width, Math.floor((piece.length - at) / LINE_BYTES));
      const wanted = held > 0 || lines === 0 ? LINE_BYTES - held : Math.min(PIECE, lines * LINE_BYTES);
      const taken = piece.subarray(at, at + wanted);
      at += taken.length;
      seen?.(taken);
      if (taken.length < LINE_BYTES) {
        begun.set(taken, held);
        held += taken.length;
        if (held < LINE_BYTES) continue;
        held = 0;
        append(begun);
      } else append(taken);
      if (length < text.length) continue;
      yield text;
      text = pool.take(size);
      length = 0;
    }
    pool.give(piece);
  }
  if (held > 0) append(begun.subarray(0, held));
  if (length > 0) yield text.subarray(0, length);
}

/** How many bytes `base64Lines` makes of so many. */
export function base64Length(bytes: number, lineEnd: LineEnd): number {
  const characters = 4 * Math.ceil(bytes / 3);
  return characters + Math.ceil(characters / LINE) * lineEnd.length;
}

/**
 * Copies `characters` into `text` from `at` on, a line end after each 64, and returns where it ends. A line is moved as
 * eight numbers of eight bytes, ten times as fast as `set` for so little. (As bits of a number, base64 is never NaN, so
 * nothing is changed on the way.)
 */
function intoLines(
  characters: Uint8Array,
  text: Uint8Array,
  { at, lineEnd }: { at: number; lineEnd: LineEnd },
): number {
  const words = new Float64Array(characters.buffer, characters.byteOffset, characters.length >> 3);
  const to = new DataView(text.buffer, text.byteOffset, text.length);
  const whole = characters.length - (characters.length % LINE);
  let end = at;
  for (let i = 0; i < whole >> 3; i += 8) {
    to.setFloat64(end, words[i] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 8, words[i + 1] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 16, words[i + 2] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 24, words[i + 3] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 32, words[i + 4] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 40, words[i + 5] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 48, words[i + 6] ?? 0, LITTLE_ENDIAN);
    to.setFloat64(end + 56, words[i + 7] ?? 0, LITTLE_ENDIAN);
    end = endLine(text, end + LINE, lineEnd);
  }
  if (whole === characters.length) return end;
  text.set(characters.subarray(whole), end);
  return endLine(text, end + characters.length - whole, lineEnd);
}

function endLine(text: Uint8Array, at: number, lineEnd: LineEnd): number {
  let end = at;
  if (lineEnd === '\r\n') text[end++] = 0x0d;
  text[end++] = 0x0a;
  return end;
}

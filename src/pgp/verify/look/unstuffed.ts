import { linesFrom } from '../../../text/byte-lines.js';

/** Takes the space away that starts a line of flowed text (RFC 3676 section 4.4). */
export function unstuffed(text: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (const line of linesFrom(text)) {
    pieces.push(text.subarray(text[line.start] === 0x20 ? line.start + 1 : line.start, line.next));
  }
  return Buffer.concat(pieces);
}

/** A line of a file: bytes from `start` to `end` (its line break left out), the next line at `next`. */
export interface Line {
  /** From 1. */
  number: number;
  start: number;
  end: number;
  next: number;
}

const LF = 10;
const CR = 13;

/** The line that begins at `start`. Lines end with LF or CRLF, as RFC 9580 section 6 has them, or with the data. */
export function lineAt(data: Buffer, start: number, number: number): Line {
  const found = data.indexOf(LF, start);
  const stop = found < 0 ? data.length : found;
  const end = found >= 0 && stop > start && data[stop - 1] === CR ? stop - 1 : stop;
  return { number, start, end, next: found < 0 ? data.length : stop + 1 };
}

/** All lines from `start` on, one after the other. */
export function* linesFrom(data: Buffer, start = 0, number = 1): Generator<Line> {
  for (let at = start, count = number; at < data.length; count++) {
    const line = lineAt(data, at, count);
    yield line;
    at = line.next;
  }
}

/** A line's bytes, one character each. */
export function textOf(data: Buffer, line: Line): string {
  return data.toString('latin1', line.start, line.end);
}

/** Blank: nothing, or nothing but spaces and tabs (RFC 9580 section 6.2). */
export function isBlank(data: Buffer, line: Line): boolean {
  if (line.end - line.start > 1024) return false;
  for (let at = line.start; at < line.end; at++) {
    if (data[at] !== 0x20 && data[at] !== 9) return false;
  }
  return true;
}

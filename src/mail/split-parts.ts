/** Cuts the body of a multipart at its boundaries (RFC 2046 section 5.1.1). Everything is linear in the input. */
import { type Line, lineAt } from '../text/byte-lines.js';
import { structureFault } from './mail-fault.js';

/** A multipart's parts as they stand between the boundaries, and what stands around them. */
export interface SplitBody {
  preamble: Buffer;
  parts: Buffer[];
  epilogue: Buffer;
  /** A line begins with the boundary and goes on otherwise. */
  overlap: boolean;
}

/**
 * Cuts a body into its parts.
 *
 * A line that begins with the boundary and goes on otherwise is a boundary only for programs that follow the RFC's
 * comparison to the letter. It is none here, and is told of.
 *
 * @throws MailFault: no part, no last boundary, or more than `most` parts
 */
export function splitParts(body: Buffer, boundary: string, most: number): SplitBody {
  const parts: Buffer[] = [];
  const mark = `--${boundary}`;
  let preamble: Buffer | undefined;
  let start = 0;
  let overlap = false;
  for (const line of boundaryLines(body, mark)) {
    if (line.number === OVERLAP) {
      overlap = true;
      continue;
    }
    const piece = body.subarray(start, Math.max(start, lineBreakBefore(body, line.start)));
    if (preamble === undefined) preamble = piece;
    else parts.push(piece);
    if (isLast(body, line, mark)) {
      if (parts.length === 0) structureFault('no-parts');
      return { preamble, parts, epilogue: body.subarray(line.next), overlap };
    }
    if (parts.length > most) structureFault('too-many-parts');
    start = line.next;
  }
  return structureFault('no-last-boundary');
}

function isLast(body: Buffer, line: Line, mark: string): boolean {
  return body.toString('latin1', line.start + mark.length, line.start + mark.length + 2) === '--';
}

/** What may follow on a boundary's line is little: so much of it is looked at. */
const TAIL = 1000;

/** In the place of a line's number. */
const OVERLAP = -1;
const BOUNDARY = 0;

/** All of them: whoever has come to the last one takes no more. */
function* boundaryLines(body: Buffer, mark: string): Generator<Line> {
  for (let at = body.indexOf(mark, 0, 'latin1'); at >= 0; at = body.indexOf(mark, at + 1, 'latin1')) {
    if (at > 0 && body[at - 1] !== 10) continue;
    const line = lineAt(body, at, BOUNDARY);
    const rest = body.toString('latin1', at + mark.length, Math.min(line.end, at + mark.length + TAIL));
    const exact = rest.length < TAIL && /^(--)?[ \t]*$/.test(rest);
    yield exact ? line : { ...line, number: OVERLAP };
  }
}

/** The line break before a boundary belongs to the boundary; before one in the first line there is none, and it is -1. */
function lineBreakBefore(body: Buffer, at: number): number {
  return body[at - 2] === 13 ? at - 2 : at - 1;
}

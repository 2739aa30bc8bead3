import { isBlank, type Line, lineAt, textOf } from '../../../text/byte-lines.js';
import { Crc24 } from '../../format/crc24.js';
import { MalformedError, malformed } from '../malformed.js';
import type { Warning } from '../verification.js';
import { beginLines } from './begin-lines.js';
import { BodyLines } from './body-lines.js';
import { countLines, firstBegin, outsideWarnings } from './find-blocks.js';
import { OutsideText } from './outside-text.js';
import { type ArmorHead, armorRepairs, checkEnd, checkSum, skipHeaders } from './read-armor.js';

export interface PassingArmor {
  /** What the first line of the data holds. */
  firstLine: Buffer;
  /** Its header lines. */
  headers: number;
  push(chunk: Uint8Array): void;
  /** What is to be said of the block. @throws MalformedError, as `findBlocks` */
  end(): Warning[];
}

/**
 * Reads the armor of a message while it comes.
 *
 * @param head the start of a file
 * @param take is handed the binary data, piece by piece
 * @returns `undefined` where no block of a message begins in the head, or not as it should
 */
export function passingArmor(head: Buffer, take: (bytes: Buffer) => void): PassingArmor | undefined {
  const start = bodyStart(head);
  if (!start) return undefined;
  const { body } = start.head;
  const block = blockReader(start, take);
  const lines = inLines(body.number, block.take);
  lines.push(head.subarray(body.start));
  return {
    firstLine: Buffer.from(textOf(head, body), 'base64'),
    headers: start.head.headers,
    push: lines.push,
    end() {
      lines.end();
      return block.end();
    },
  };
}

interface BodyStart {
  head: ArmorHead;
  /** What stands before the block. */
  before: OutsideText;
}

function bodyStart(data: Buffer): BodyStart | undefined {
  try {
    const begin = firstBegin(data);
    if (begin?.label !== LABEL) return undefined;
    const head = skipHeaders(data, lineAt(data, begin.next, begin.number + 1));
    if (head.body.start >= data.length) return undefined;
    const before = new OutsideText();
    countLines(data.subarray(0, begin.start), { start: 0, number: 1 }, before);
    return { head, before };
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

const LABEL = 'MESSAGE';

/** No line of a block is as long; of longer ones the start is looked at. */
const LONGEST = 1 << 16;

/**
 * Cuts data into lines (as `lineAt`) while it comes.
 *
 * @param take takes a line, and perhaps some that follow it; returns the next one
 */
function inLines(first: number, take: (data: Buffer, line: Line) => Line) {
  let number = first;
  let rest: Buffer = Buffer.alloc(0);
  let room = Buffer.alloc(0);
  const cut = (data: Buffer, final: boolean) => {
    let line = lineAt(data, 0, number);
    while (line.start < data.length && (final || data[line.next - 1] === 10)) {
      line = take(data, line);
    }
    number = line.number;
    return data.subarray(line.start);
  };
  return {
    push(chunk: Uint8Array) {
      const size = rest.length + chunk.length;
      // memory that is used again: fresh memory for each chunk takes longer than to read it
      if (room.length < size) room = Buffer.allocUnsafeSlow(size + LONGEST);
      rest.copy(room);
      room.set(chunk, rest.length);
      const left = cut(room.subarray(0, size), false);
      rest = Buffer.from(left.subarray(0, LONGEST));
    },
    end() {
      cut(rest, true);
    },
  };
}

function blockReader({ head, before }: BodyStart, take: (bytes: Buffer) => void) {
  const sum = new Crc24();
  let empty = true;
  let ended = false;
  let last = 0;
  const after = new OutsideText();
  let failure: unknown;
  const body = new BodyLines((bytes) => {
    if (bytes.length > 0) empty = false;
    sum.update(bytes);
    take(bytes);
  });
  const read = (data: Buffer, line: Line): Line => {
    const following = ended ? undefined : body.take(data, line);
    if (following) return following;
    const text = textOf(data, line);
    if (ended) {
      if (beginsOther(data, line)) malformed('several-blocks', { line: line.number });
      if (!isBlank(data, line)) after.add(text);
    } else {
      ended = true;
      body.end(line.number);
      checkEnd(text.trimEnd(), { line: line.number, text: LABEL });
      if (empty) malformed('armor-empty', { line: line.number });
    }
    return lineAt(data, line.next, line.number + 1);
  };
  return {
    take(data: Buffer, line: Line): Line {
      try {
        if (!failure) {
          const next = read(data, line);
          last = next.number - 1;
          return next;
        }
      } catch (error) {
        failure = error;
      }
      return lineAt(data, line.next, line.number + 1);
    },
    end(): Warning[] {
      if (failure) throw failure;
      if (!ended) malformed('no-end-line', { line: last, text: LABEL });
      const crc = checkSum(sum.value, body);
      const warnings = [...armorRepairs(head, body), ...outsideWarnings(before, after)];
      if (crc !== 'ok') warnings.push({ code: `crc-${crc}` });
      return warnings;
    },
  };
}

/** Whether a line begins a block that is no certificate. */
function beginsOther(data: Buffer, line: Line): boolean {
  for (const begin of beginLines(data.subarray(line.start, line.next))) {
    if (!begin.weak && begin.meant !== 'certificate') return true;
  }
  return false;
}

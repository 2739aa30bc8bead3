import { isBlank, type Line, lineAt, textOf } from '../../../text/byte-lines.js';
import { Crc24 } from '../../format/crc24.js';
import { MalformedError, malformed } from '../malformed.js';
import type { Warning } from '../verification.js';
import { BodyLines } from './body-lines.js';
import { countText, firstBegin } from './find-block.js';
import { beginLabel, checkEnd, compareSums, skipHeaders } from './read-armor.js';

export interface PassingArmor {
  /** What the first line of the data holds. */
  firstLine: Buffer;
  push(chunk: Uint8Array): void;
  /** What is to be said of the block. @throws MalformedError, as `findBlock` */
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
  const block = blockReader(start.before, take);
  const lines = inLines(start.line.number, block.add);
  lines.push(head.subarray(start.line.start));
  return {
    firstLine: Buffer.from(textOf(head, start.line), 'base64'),
    push: lines.push,
    end() {
      lines.end();
      return block.end();
    },
  };
}

/** The first line of the data, and how much text stands before the block. */
function bodyStart(head: Buffer): { line: Line; before: number } | undefined {
  try {
    const begin = firstBegin(head);
    if (!begin || beginLabel(textOf(head, begin)) !== LABEL) return undefined;
    const line = skipHeaders(head, lineAt(head, begin.next, begin.number + 1));
    return line.start < head.length ? { line, before: countText(head, 0, begin.start) } : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

const LABEL = 'MESSAGE';

/** No line of a block is as long; of longer ones the start is looked at. */
const LONGEST = 1 << 16;

/** Cuts data into lines (as `lineAt`) while it comes. */
function inLines(first: number, add: (data: Buffer, line: Line) => void) {
  let number = first;
  let rest: Buffer = Buffer.alloc(0);
  const cut = (data: Buffer, final: boolean) => {
    let line = lineAt(data, 0, number);
    while (line.start < data.length && (final || data[line.next - 1] === 10)) {
      add(data, line);
      line = lineAt(data, line.next, ++number);
    }
    return data.subarray(line.start);
  };
  return {
    push(chunk: Uint8Array) {
      const left = cut(Buffer.concat([rest, chunk]), false);
      rest = Buffer.from(left.subarray(0, LONGEST));
    },
    end() {
      cut(rest, true);
    },
  };
}

function blockReader(before: number, take: (bytes: Buffer) => void) {
  const sum = new Crc24();
  let empty = true;
  let ended = false;
  let last = 0;
  let after = 0;
  let failure: unknown;
  const body = new BodyLines((bytes) => {
    if (bytes.length > 0) empty = false;
    sum.update(bytes);
    take(bytes);
  });
  const read = (data: Buffer, line: Line) => {
    const text = textOf(data, line);
    if (ended) {
      if (beginLabel(text)) malformed('several-blocks', { line: line.number });
      if (!isBlank(data, line)) after++;
    } else if (!body.add(text.trimEnd(), line.number)) {
      ended = true;
      body.end(line.number);
      checkEnd(text.trimEnd(), { line: line.number, text: LABEL });
      if (empty) malformed('armor-empty', { line: line.number });
    }
    last = line.number;
  };
  return {
    add(data: Buffer, line: Line) {
      if (failure) return;
      try {
        read(data, line);
      } catch (error) {
        failure = error;
      }
    },
    end(): Warning[] {
      if (failure) throw failure;
      if (!ended) malformed('no-end-line', { line: last, text: LABEL });
      const warnings: Warning[] = [];
      if (before > 0) warnings.push({ code: 'text-before', count: before });
      if (after > 0) warnings.push({ code: 'text-after', count: after });
      const crc = compareSums(sum.value, body.crc);
      if (crc !== 'ok') warnings.push({ code: crc === 'wrong' ? 'crc-wrong' : 'crc-missing' });
      return warnings;
    },
  };
}

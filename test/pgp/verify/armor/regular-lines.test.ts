import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BodyLines } from '../../../../src/pgp/verify/armor/body-lines.js';
import { MalformedError } from '../../../../src/pgp/verify/malformed.js';
import { lineAt } from '../../../../src/text/byte-lines.js';

/** What a body is found to hold, or why it is malformed. @param data in one piece, or line by line */
function read(pieces: readonly Buffer[]) {
  const decoded: Buffer[] = [];
  const lines = new BodyLines((bytes) => decoded.push(Buffer.from(bytes)));
  let number = 1;
  try {
    for (const data of pieces) {
      for (let line = lineAt(data, 0, number); line.start < data.length; ) {
        const next = lines.take(data, line);
        if (!next) return found(line.number);
        line = next;
        number = line.number;
      }
    }
    return found(undefined);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return error.problem;
  }
  function found(end: number | undefined) {
    lines.end(end);
    const { crc, repairs, lostPlus } = lines;
    return { bytes: Buffer.concat(decoded).toString('hex'), end, crc, repairs: [...repairs], lostPlus };
  }
}

const lineByLine = (data: Buffer) => {
  const pieces: Buffer[] = [];
  for (let line = lineAt(data, 0, 1); line.start < data.length; line = lineAt(data, line.next, 1)) {
    pieces.push(data.subarray(line.start, line.next));
  }
  return pieces;
};

const bytes = fc.uint8Array({ minLength: 1000, maxLength: 60_000 }).map((array) => Buffer.from(array));
const width = fc.oneof(fc.constantFrom(64, 76, 72), fc.integer({ min: 1, max: 90 }));
const odd = ['-', '_', '=', ' ', '\t', '\n', '\r', '*', '\xa0', '\xff', '\0', '-----', '\n\n', 'A', '+', ''];
const change = fc.tuple(fc.nat(), fc.constantFrom(...odd), fc.nat(1));
const ends = fc.constantFrom(
  '',
  '=njUN\n',
  '-----END PGP MESSAGE-----\n',
  '=njUN\n-----END PGP MESSAGE-----\n',
);

/** Armor as programs write it, but for some places. */
const body = fc
  .tuple(bytes, width, fc.constantFrom('\n', '\r\n'), fc.array(change, { maxLength: 3 }), ends)
  .map(([data, columns, lineEnd, changes, end]) => {
    const lines = data.toString('base64').match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
    let text = lines.map((line) => line + lineEnd).join('');
    for (const [place, what, more] of changes) {
      const at = place % text.length;
      text = text.slice(0, at) + what + text.slice(at + more);
    }
    return Buffer.from(text + end, 'latin1');
  });

describe('lines that are one as long as the other', () => {
  it('hold what they hold one by one, whatever stands between them', () => {
    fc.assert(
      fc.property(body, (data) => {
        expect(read([data])).toEqual(read(lineByLine(data)));
      }),
      { numRuns: 300 },
    );
  });

  it('are read in a time that grows with them, also where each block of them has a fault', () => {
    const faulty = Buffer.from(
      `${'A'.repeat(64)}\n`.repeat(600).replace(/A\n$/, '\xa0\n').repeat(200),
      'latin1',
    );
    const start = process.cpuUsage();
    read([faulty]);
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(3e6);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64Lines } from '../../src/streams/base64-lines.js';
import { createPool } from '../../src/streams/byte-streams.js';

async function lines(bytes: Uint8Array, pieces: number, lineEnd: '\n' | '\r\n'): Promise<string> {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  const source = (async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  })();
  const pool = createPool();
  let text = '';
  for await (const piece of base64Lines(source, { pool, lineEnd })) {
    text += Buffer.from(piece).toString('latin1');
    pool.give(piece);
  }
  return text;
}

it('writes what Buffer writes, in lines of 64, each with its end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 500 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n' as const, '\r\n' as const),
      async (bytes, pieces, lineEnd) => {
        const whole = Buffer.from(bytes).toString('base64');
        const expected = (whole.match(/.{1,64}/g) ?? []).map((line) => line + lineEnd).join('');
        expect(await lines(bytes, pieces, lineEnd)).toBe(expected);
      },
    ),
    { numRuns: 200 },
  );
});

it.each([1, -1, 0])('is right around the size of its blocks (%i)', async (more) => {
  const bytes = new Uint8Array(2 * 16 * 512 * 48 + more).map((_, at) => at % 251);
  const text = await lines(bytes, 7, '\r\n');
  expect(Buffer.from(text, 'base64').equals(bytes)).toBe(true);
  expect(
    text
      .split('\r\n')
      .slice(0, -2)
      .every((line) => line.length === 64),
  ).toBe(true);
});

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdBack } from '../../../src/files/write/held-back.js';
import { emptyFolder } from '../../support/run.js';

describe('content that is held back', () => {
  it.each([0, 1 << 16, (8 << 20) + 12_345])('comes out as it went in: %i bytes', async (size) => {
    const content = randomBytes(size);
    const held = holdBack();
    const piece = Buffer.alloc(100_000);
    for (let at = 0; at < size; at += piece.length) {
      // the writer uses its memory again
      const length = content.copy(piece, 0, at);
      await held.write(piece.subarray(0, length));
    }
    const parts: Uint8Array[] = [];
    for await (const part of held.read()) parts.push(part);
    await held.close();
    expect(Buffer.concat(parts).equals(content)).toBe(true);
  });

  it('without room for it: 74, in words', async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = join(emptyFolder(), 'missing');
    try {
      const held = holdBack();
      await expect(held.write(Buffer.alloc((8 << 20) + 1))).rejects.toMatchObject({ code: 'IO_ERROR' });
      await held.close();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});

import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpacking } from '../../../../src/pgp/verify/packets/unpacking.js';

const content = Buffer.concat([randomBytes(100_000), Buffer.alloc(100_000)]);
const PACKED: [name: string, body: Buffer][] = [
  ['ZIP', Buffer.concat([Buffer.of(1), deflateRawSync(content)])],
  ['zlib', Buffer.concat([Buffer.of(2), deflateSync(content)])],
];

async function unpacked(...pieces: Buffer[]): Promise<Buffer> {
  const body = (async function* () {
    yield* pieces;
  })();
  const out: Uint8Array[] = [];
  for await (const piece of unpacking(body, { maxSize: 1 << 20, left: 1 << 21 })) out.push(piece);
  return Buffer.concat(out);
}

describe.each(PACKED)('data that is compressed and comes in pieces: %s', (_name, body) => {
  it('is unpacked, wherever it is cut', async () => {
    expect((await unpacked(body)).equals(content)).toBe(true);
    expect(
      (await unpacked(body.subarray(0, 1), body.subarray(1, 500), body.subarray(500))).equals(content),
    ).toBe(true);
  });

  it.each([
    ['in its last piece', [Buffer.concat([body, Buffer.of(0)])]],
    ['in a piece of their own', [body, Buffer.of(0)]],
    ['in many', [body, ...Array.from({ length: 50 }, () => Buffer.alloc(70_000))]],
  ])('with bytes behind its end, %s, is malformed', async (_where, pieces) => {
    await expect(unpacked(...pieces)).rejects.toMatchObject({ problem: { code: 'compression-trailing' } });
  });

  it('that ends early is malformed', async () => {
    await expect(unpacked(body.subarray(0, -100))).rejects.toMatchObject({
      problem: { code: 'compression-damaged' },
    });
  });
});

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { unarmor } from 'openpgp';
import { describe, expect, it } from 'vitest';

import { writeMessageV1 } from '../../../../src/pgp/encrypt/bulk/index.js';
import {
  definiteLength,
  encryptedPacket,
  literalPacket,
} from '../../../../src/pgp/encrypt/bulk/write-packets.js';
import { createPool } from '../../../../src/streams/byte-streams.js';
import { ALGORITHMS, collect, KEY_BYTES, messageWith, opened, sessionKeyFor } from '../../../support/bulk.js';
import { packetBody, pieces, randomPieces } from '../../../support/bytes.js';

describe('a source that does not keep its promise', () => {
  it.each([
    ['more', 100, 101],
    ['more', 100, 3 << 20],
    ['fewer', 100, 99],
    ['fewer', 3 << 20, 2 << 20],
  ])('%s bytes (promised %i, came %i): IO_ERROR', async (how, size, come) => {
    await expect(collect(messageWith({ size }), pieces(Buffer.alloc(come)))).rejects.toMatchObject({
      code: 'IO_ERROR',
      facts: { reason: 'input-changed', size, gave: how },
    });
  });

  it('a read error: the same error, and nothing is written after it', async () => {
    const failing = (async function* () {
      yield randomBytes(3 << 20);
      throw new Error('unreadable');
    })();
    let failed = false;
    const work = writeMessageV1(messageWith(), failing, async () => {
      expect(failed).toBe(false);
    });
    await expect(work).rejects.toThrow('unreadable');
    failed = true;
    await sleep(50);
  });
});

describe('a writer', () => {
  it('that fails: the same error, the source is closed, and write is not called again', async () => {
    let closed = false;
    let calls = 0;
    const endless = (async function* () {
      try {
        for (;;) yield randomBytes(1 << 18);
      } finally {
        closed = true;
      }
    })();
    const work = writeMessageV1(messageWith(), endless, async () => {
      if (++calls === 5) throw new Error('disk full');
    });
    await expect(work).rejects.toThrow('disk full');
    expect({ closed, calls }).toEqual({ closed: true, calls: 5 });
  });

  it.each([false, true])('that stalls: nothing more is read meanwhile (armor: %s)', async (armor) => {
    let pulled = 0;
    const source = (async function* () {
      for (let i = 0; i < 64; i++) {
        pulled += 1 << 20;
        yield randomBytes(1 << 20);
      }
    })();
    let release: () => void = () => undefined;
    const stall = new Promise<void>((resolve) => {
      release = resolve;
    });
    let written = 0;
    const work = writeMessageV1(messageWith({ armor }), source, async (chunk) => {
      written += chunk.length;
      if (written > 1 << 20) await stall;
    });
    let whileStalled: number;
    do {
      whileStalled = pulled;
      await sleep(300);
    } while (pulled !== whileStalled);
    expect(whileStalled).toBeLessThanOrEqual(8 << 20);
    release();
    expect((await work).bytesIn).toBe(64 << 20);
  });

  it.each([
    [false, true],
    [true, true],
    [false, false],
    [true, false],
  ])('that is slow gets one piece at a time, unchanged (armor: %s, size known: %s)', async (armor, known) => {
    const data = randomBytes(6 << 20);
    const message = messageWith({ armor, size: known ? data.length : undefined });
    const chunks: Buffer[] = [];
    let busy = 0;
    await writeMessageV1(message, randomPieces(data), async (chunk) => {
      expect(++busy).toBe(1);
      const before = createHash('sha1').update(chunk).digest('hex');
      await sleep(5);
      expect(createHash('sha1').update(chunk).digest('hex')).toBe(before);
      chunks.push(Buffer.from(chunk));
      busy--;
    });
    expect((await opened(Buffer.concat(chunks), message)).data.equals(data)).toBe(true);
  });
});

describe('the message', () => {
  it.each(ALGORITHMS)('is what OpenSSL makes with %s in CFB, of definite length', async (algorithm) => {
    for (const size of [0, 1, 15, 16, 17, 170, 180, 8300, 9000, (1 << 20) - 50, 1 << 20, (2 << 20) + 5]) {
      const message = messageWith({ sessionKey: sessionKeyFor(algorithm), size });
      const data = randomBytes(size);
      const { bytes } = await collect(message, randomPieces(data));
      const { body, partial, length } = packetBody(bytes);
      const outside = { tag: bytes[0], version: body[0], partial, length };
      expect(outside).toEqual({ tag: 0xd2, version: 1, partial: false, length: bytes.length });

      const name = `aes-${KEY_BYTES[algorithm] * 8}-cfb`;
      const zeros = Buffer.alloc(16);
      const plain = createDecipheriv(name, message.sessionKey.data, zeros).update(body.subarray(1));
      const again = createCipheriv(name, message.sessionKey.data, zeros).update(plain);
      expect(again.equals(body.subarray(1))).toBe(true);

      expect(plain.subarray(16, 18)).toEqual(plain.subarray(14, 16));
      const literal = packetBody(plain.subarray(18));
      expect(literal.body.equals(Buffer.concat([Buffer.from('b\0\0\0\0\0'), data]))).toBe(true);
      expect(plain.subarray(18 + literal.length, -20)).toEqual(Buffer.of(0xd3, 0x14));
      const hash = createHash('sha1').update(plain.subarray(0, -20)).digest();
      expect(plain.subarray(-20)).toEqual(hash);
    }
  });

  it('starts with other random bytes each time', async () => {
    const message = messageWith();
    const [one, two] = [await collect(message, pieces()), await collect(message, pieces())];
    expect(one.bytes.equals(two.bytes)).toBe(false);
  });

  it('carries no file name, or the one that it is given: up to 255 bytes', async () => {
    const plain = messageWith();
    expect((await opened((await collect(plain, pieces())).bytes, plain)).filename).toBe('');
    const filename = `${'ü'.repeat(127)}x`;
    const named = messageWith({ filename });
    expect((await opened((await collect(named, pieces(Buffer.of(1)))).bytes, named)).filename).toBe(filename);
    const tooLong = collect(messageWith({ filename: `${filename}y` }), pieces());
    await expect(tooLong).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each([0, 1, 2, 3, 47, 48, 49, 24_574, 24_576, 393_216, 393_217, 1_048_576])(
    'is armored in lines of 64, with its checksum (%i bytes)',
    async (size) => {
      const message = messageWith({ size, armor: true, eskPackets: randomBytes(size % 50) });
      const { bytes } = await collect(message, randomPieces(randomBytes(size)));
      const text = bytes.toString('latin1');
      const lines = text.split('\n');
      expect(lines.slice(0, 2)).toEqual(['-----BEGIN PGP MESSAGE-----', '']);
      expect(lines.slice(-2)).toEqual(['-----END PGP MESSAGE-----', '']);
      expect(lines.slice(2, -4).every((line) => line.length === 64)).toBe(true);
      const binary = Buffer.from(lines.slice(2, -3).join(''), 'base64');
      expect(Buffer.from((await unarmor(text)).data as Uint8Array).equals(binary)).toBe(true);
      expect(lines.at(-3)).toBe(`=${crc24(binary)}`);
    },
  );
});

describe('a packet', () => {
  it.each([
    [0, '00'],
    [191, 'bf'],
    [192, 'c000'],
    [8383, 'dfff'],
    [8384, 'ff000020c0'],
    [2 ** 32 - 1, 'ffffffffff'],
  ])('of %i bytes has the length octets %s', (length, octets) => {
    expect(Buffer.from(definiteLength(length)).toString('hex')).toBe(octets);
  });

  it('has no definite length beyond 32 bits', () => {
    const pool = createPool();
    expect(literalPacket(pieces(), 2 ** 32 - 7, '', pool).length).toBe(2 ** 32 - 1 + 6);
    expect(literalPacket(pieces(), 2 ** 32 - 6, '', pool).length).toBeUndefined();
    expect(encryptedPacket(pieces(), 2 ** 32 - 2, pool).length).toBe(2 ** 32 - 1 + 6);
    expect(encryptedPacket(pieces(), 2 ** 32 - 1, pool).length).toBeUndefined();
  });
});

/** RFC 9580 section 6.1.1, bit by bit as it stands there. */
function crc24(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return Buffer.of((crc >> 16) & 255, (crc >> 8) & 255, crc & 255).toString('base64');
}

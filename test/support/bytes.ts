import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The bytes of each of `all`, in pieces as they are. */
export async function* pieces(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

/** The bytes of `data` cut at random: some pieces are empty, some of a byte, some long. */
export async function* randomPieces(data: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; ) {
    const length = Math.floor(2 ** (Math.random() * 19)) - 1;
    yield data.subarray(at, at + length);
    at += length;
  }
}

/** The same pieces, each followed by a pause. */
export async function* slowly(
  data: AsyncIterable<Uint8Array>,
  milliseconds: number,
): AsyncGenerator<Uint8Array> {
  for await (const piece of data) {
    yield piece;
    await sleep(milliseconds);
  }
}

/** The first packet's body (RFC 9580 section 4.2, current format), its parts put together; and where it ends. */
export function packetBody(bytes: Buffer): { body: Buffer; partial: boolean; length: number } {
  const parts: Buffer[] = [];
  let at = 1;
  for (;;) {
    const { partial, start, size } = lengthAt(bytes, at);
    parts.push(bytes.subarray(start, start + size));
    at = start + size;
    if (!partial) return { body: Buffer.concat(parts), partial: parts.length > 1, length: at };
  }
}

function lengthAt(bytes: Buffer, at: number): { partial: boolean; start: number; size: number } {
  const first = bytes.readUInt8(at);
  if (first < 192) return { partial: false, start: at + 1, size: first };
  if (first < 224) {
    return { partial: false, start: at + 2, size: ((first - 192) << 8) + bytes.readUInt8(at + 1) + 192 };
  }
  if (first < 255) return { partial: true, start: at + 1, size: 2 ** (first & 31) };
  return { partial: false, start: at + 5, size: bytes.readUInt32BE(at + 1) };
}

/** A sparse file, `big`, in a folder; its path. */
export function sparseFile(folder: string, bytes: number): string {
  const path = join(folder, 'big');
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}

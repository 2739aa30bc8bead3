/** A stream of bytes, in pieces of whatever size. */
export type Bytes = AsyncIterable<Uint8Array>;

export interface ByteCounts {
  bytesIn: number;
  bytesOut: number;
}

export type Write = (chunk: Uint8Array) => Promise<void>;

/** One stream after the other. */
export async function* joined(...streams: readonly (Bytes | Iterable<Uint8Array>)[]): Bytes {
  for (const stream of streams) yield* stream;
}

/** Memory for pieces, used again and again: it stays in the processor's cache, and there is no garbage. */
export interface Pool {
  /** Memory whose old content is still there. */
  take(size: number): Uint8Array;
  /** By whoever is done with a piece; memory that is not of this pool is left alone. */
  give(piece: Uint8Array): void;
}

export function createPool(): Pool {
  const inUse = new Set<ArrayBufferLike>();
  const free: ArrayBufferLike[] = [];
  return {
    take(size) {
      const at = free.findIndex((memory) => memory.byteLength === size);
      const memory = free.splice(at, at < 0 ? 0 : 1)[0] ?? Buffer.allocUnsafeSlow(size).buffer;
      inUse.add(memory);
      return new Uint8Array(memory);
    },
    give({ buffer }) {
      if (inUse.delete(buffer)) free.push(buffer);
    },
  };
}

/** Fresh memory for each piece: for consumers that keep them. */
export const freshMemory: Pool = {
  take: (size) => new Uint8Array(Buffer.allocUnsafeSlow(size).buffer),
  give: () => undefined,
};

/**
 * Cuts a stream anew into blocks of exactly `size` bytes and one shorter last one (none where there are no bytes
 * left). Each block is memory of its own, from its start, so that it can be read as words.
 */
export async function* regrouped(stream: Bytes, size: number, pool: Pool): Bytes {
  let block: Uint8Array | undefined;
  let filled = 0;
  for await (const piece of stream) {
    for (let at = 0; at < piece.length; ) {
      block ??= pool.take(size);
      const taken = piece.subarray(at, at + size - filled);
      block.set(taken, filled);
      at += taken.length;
      filled += taken.length;
      if (filled < size) continue;
      yield block;
      block = undefined;
      filled = 0;
    }
    pool.give(piece);
  }
  if (block) yield block.subarray(0, filled);
}

import { Failure, type Next } from '../../errors.js';
import { systemWords } from '../../text/system-words.js';

const CHUNK = 1 << 20;

/** Reads into memory from where the last call ended, and says how many bytes came: none at the end. */
export type ReadInto = (memory: Buffer) => Promise<number>;

interface Source {
  name: string;
  read: ReadInto;
  /** What there is to do where it cannot be read. */
  next: readonly Next[];
  /** Whether the input is still what it was at the start: called at its end. Missing where that cannot be told. */
  unchanged?: (() => boolean) | undefined;
  /** Bytes that are likely to come: buffers are made no larger than that. */
  size?: number | undefined;
}

/** The two ways to read an input in chunks. */
export interface ChunkReaders {
  /** Each in memory of its own, for consumers that keep them (a reused one breaks OpenPGP.js's digest). */
  chunks(): AsyncIterable<Uint8Array>;
  /** Each to be used up before the next is asked for: its memory is used again. */
  passingChunks(): AsyncIterable<Uint8Array>;
}

/** @param stream when a chunk is read: ahead of its use, or on demand */
export function chunksOf(source: Source, stream = readAhead): ChunkReaders {
  const memory = () => Buffer.allocUnsafeSlow(Math.min(CHUNK, source.size ?? CHUNK));
  return {
    chunks: () => stream(reader(source, memory)),
    passingChunks: () => {
      const ring = [memory(), memory()] as const;
      let turn = 0;
      return stream(reader(source, () => ring[turn++ % 2 === 0 ? 0 : 1]));
    },
  };
}

/** Reads the next chunk; an empty one is the end. */
type Read = () => Promise<Uint8Array>;

/** The next chunk is read while one is worked on. */
export async function* readAhead(read: Read): AsyncGenerator<Uint8Array> {
  let next = read();
  for (;;) {
    const chunk = await next;
    if (chunk.length === 0) return;
    next = read();
    next.catch(() => undefined); // thrown when it is awaited, if it still is
    yield chunk;
  }
}

/** For FIFOs and devices: a read that nobody waits for may last for ever, and closing waits for it. */
export async function* readOnDemand(read: Read): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = await read();
    if (chunk.length === 0) return;
    yield chunk;
  }
}

function reader({ name, read, next, unchanged = () => true }: Source, memory: () => Buffer): Read {
  return async () => {
    const chunk = memory();
    const count = await read(chunk).catch((error) => {
      throw readingFailed(name, error, next);
    });
    if (count === 0 && !unchanged()) throw torn(name);
    return chunk.subarray(0, count);
  };
}

/** Its first part is from before the change and its last from after it: such a file never was. */
function torn(name: string): Failure {
  return new Failure('IO_ERROR', `${name} changed while it was read`, [
    { advice: 'run the command again when nothing writes to it' },
  ]);
}

/** @param name of the input, as the user gave it */
export function readingFailed(name: string, error: unknown, next: readonly Next[]): Failure {
  return new Failure('IO_ERROR', `reading ${name} failed: ${systemWords(error)}`, next, { cause: error });
}

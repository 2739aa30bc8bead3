/** Content that is held back until somebody has decided about it. */
import { closeSync, read, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../../errors.js';
import { systemWords } from '../../text/system-words.js';
import { makeFile, writeAll } from './new-file.js';
import { trackTemporary } from './temporaries.js';

export interface Held {
  write(chunk: Uint8Array): Promise<void>;
  /** All of it, once; each piece in memory of its own. */
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

const readFrom = promisify(read);

/** Kept in memory up to this; then in a file that has no name any more. */
const MEMORY = 8 << 20;

/** Holds whatever is written: in memory, or where that would be too much, in a private file. */
export function holdBack(): Held {
  let parts: Uint8Array[] = [];
  let length = 0;
  let spool: Held | undefined;
  return {
    async write(chunk) {
      length += chunk.length;
      if (!spool && length <= MEMORY) {
        parts.push(Uint8Array.prototype.slice.call(chunk));
        return;
      }
      spool ??= await openSpool();
      for (const part of parts) await spool.write(part);
      parts = [];
      await spool.write(chunk);
    },
    async *read() {
      yield* spool ? spool.read() : parts;
    },
    async close() {
      await spool?.close();
    },
  };
}

/** A private file that is removed while it is open; where that is not possible, at the end. */
async function openSpool(): Promise<Held> {
  const { randomBytes } = await import('node:crypto');
  const path = join(tmpdir(), `codeship-sec-${randomBytes(9).toString('hex')}.tmp`);
  const forget = trackTemporary(path);
  const remove = () => {
    rmSync(path, { force: true });
    forget();
  };
  try {
    const descriptor = makeFile(path, 0o600);
    if (process.platform !== 'win32') remove();
    return {
      write: (chunk) => writeAll(descriptor, chunk).catch(cannotWrite),
      async *read() {
        for (let at = 0; ; ) {
          const buffer = Buffer.allocUnsafe(1 << 16);
          const { bytesRead } = await readFrom(descriptor, buffer, 0, buffer.length, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      },
      async close() {
        closeSync(descriptor);
        remove();
      },
    };
  } catch (error) {
    forget();
    return cannotWrite(error);
  }
}

function cannotWrite(error: unknown): never {
  throw new Failure('IO_ERROR', `cannot write a temporary file: ${systemWords(error)}`, [], { cause: error });
}

/** Content that is held back until somebody has decided about it. */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../errors.js';
import { systemWords } from '../../text/system-words.js';
import { writeAll } from './atomic-file.js';
import { trackTemporary } from './temporaries.js';

export interface Held {
  write(chunk: Uint8Array): Promise<void>;
  /** All of it, once; each piece in memory of its own. */
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

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

/** A file in a private folder (0700), removed while it is open; where that is not possible, removed at the end. */
async function openSpool(): Promise<Held> {
  const folder = join(tmpdir(), `codeship-sec-${randomBytes(9).toString('hex')}`);
  const path = join(folder, 'content');
  const forget = trackTemporary(folder);
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
    forget();
  };
  try {
    // made at once, not in a thread: a signal in between could leave them
    mkdirSync(folder, { mode: 0o700 });
    closeSync(openSync(path, 'wx', 0o600));
    const handle = await open(path, 'r+');
    if (process.platform !== 'win32') await remove();
    return {
      write: (chunk) => writeAll(handle, chunk).catch(cannotWrite),
      async *read() {
        for (let at = 0; ; ) {
          const buffer = Buffer.allocUnsafe(1 << 16);
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      },
      async close() {
        await handle.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    return cannotWrite(error);
  }
}

function cannotWrite(error: unknown): never {
  throw new Failure('IO_ERROR', `cannot write a temporary file: ${systemWords(error)}`, [], { cause: error });
}

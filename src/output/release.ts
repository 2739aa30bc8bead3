/**
 * Where verified content goes. It is written somewhere private first and handed out by `commit`, so that nothing of
 * it is seen before the verdict.
 */
import { isUtf8 } from 'node:buffer';
import { mkdtemp, open, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { Failure, systemWords } from '../errors.js';
import { multiLine } from '../sanitize.js';
import { type FileIdentity, type FileSink, openOutput } from './files.js';
import { writeOut } from './stdout.js';
import { trackTemporary } from './temporaries.js';

export interface ReleaseOptions {
  force: boolean;
  inputs: readonly FileIdentity[];
}

/** Opens `path` for content; `-` is stdout, on a terminal through the sanitiser. */
export function openRelease(context: Context, path: string, options: ReleaseOptions): Promise<FileSink> {
  return path === '-' ? Promise.resolve(stdoutSink(context)) : openOutput(path, options);
}

/** Kept in memory up to this; then in a file that has no name any more. */
const MEMORY = 8 << 20;

function stdoutSink(context: Context): FileSink {
  let parts: Uint8Array[] = [];
  let length = 0;
  let spool: Spool | undefined;
  return {
    async write(chunk) {
      length += chunk.length;
      if (!spool && length <= MEMORY) {
        parts.push(Uint8Array.prototype.slice.call(chunk));
        return;
      }
      spool ??= await openSpool(parts);
      parts = [];
      await spool.write(chunk);
    },
    async commit() {
      const emit = context.terminal.interactive ? sanitized(context) : raw(context);
      try {
        if (spool) for await (const chunk of spool.read()) await emit.write(chunk);
        else for (const part of parts) await emit.write(part);
        await emit.end();
      } finally {
        await spool?.close();
      }
    },
    async abort() {
      await spool?.close();
    },
  };
}

function raw(context: Context) {
  return { write: (chunk: Uint8Array) => writeOut(context.io, chunk, 'bytes'), end: async () => undefined };
}

/** A terminal obeys what it is sent: controls become visible escapes, whatever the signature says of them. */
function sanitized(context: Context) {
  const parts: Uint8Array[] = [];
  return {
    async write(chunk: Uint8Array) {
      parts.push(chunk);
    },
    async end() {
      const bytes = Buffer.concat(parts);
      const text = multiLine(bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1'));
      await writeOut(context.io, text === '' || text.endsWith('\n') ? text : `${text}\n`);
    },
  };
}

interface Spool {
  write(chunk: Uint8Array): Promise<void>;
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** A file in a private folder (0700), removed while it is open; where that is not possible, removed at the end. */
async function openSpool(before: readonly Uint8Array[]): Promise<Spool> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'codeship-sec-'));
    const path = join(folder, 'content');
    const forget = trackTemporary(path);
    const handle = await open(path, 'wx+', 0o600);
    if (process.platform !== 'win32') await unlink(path).then(() => rm(folder, { recursive: true }));
    for (const part of before) await handle.write(part);
    return {
      async write(chunk) {
        let at = 0;
        while (at < chunk.length) at += (await handle.write(chunk, at)).bytesWritten;
      },
      async *read() {
        const buffer = Buffer.allocUnsafe(1 << 16);
        for (let at = 0; ; ) {
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      },
      async close() {
        await handle.close();
        await rm(folder, { recursive: true, force: true });
        forget();
      },
    };
  } catch (error) {
    throw new Failure('IO_ERROR', `cannot write a temporary file: ${systemWords(error)}`, [], {
      cause: error,
    });
  }
}

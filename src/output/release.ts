/**
 * Where verified content goes. It is written somewhere private first and handed out by `commit`, so that nothing of
 * it is seen before the verdict.
 */
import { isUtf8 } from 'node:buffer';
import { promises } from 'node:fs';
import { type FileSink, openOutput } from '../files/write/atomic-file.js';
import {
  checkOutput,
  checkStandardOutput,
  isTerminal,
  type OutputOptions,
} from '../files/write/destination.js';
import { holdBack } from '../files/write/held-back.js';
import { writeOut } from '../files/write/stdout.js';
import { multiLine } from '../text/sanitize.js';
import { devicePath } from '../text/system-names.js';
import type { Context } from './context.js';
import { noted, startWriting, type Writing } from './interruption.js';
import { warnOfLostOutput } from './lost-output.js';

/**
 * Opens `path` for content; `-` is stdout. What has no temporary file (stdout, a device, a FIFO) gets nothing before
 * `commit`, and a terminal what the sanitiser lets through.
 *
 * @throws Failure as `checkOutput` and `checkStandardOutput`
 */
export async function openRelease(context: Context, path: string, options: OutputOptions): Promise<FileSink> {
  const writing = startWriting(context);
  try {
    return announced(await openFor(context, path, options), path === '-' ? 'standard output' : path, writing);
  } catch (error) {
    writing.over();
    throw error;
  }
}

/** A signal says what was written until the sink is done with. */
function announced(opened: FileSink, name: string, writing: Writing): FileSink {
  const sink = noted(opened, name, writing);
  return {
    ...sink,
    commit: () => sink.commit().finally(writing.over),
    abort: () => sink.abort().finally(writing.over),
  };
}

async function openFor(context: Context, path: string, options: OutputOptions): Promise<FileSink> {
  if (path === '-') {
    checkStandardOutput(context.io, options.inputs);
    return heldBack(async () => {
      warnOfLostOutput(context);
      return stdoutEmit(context);
    });
  }
  const found = await promises.stat(path).catch(() => undefined);
  const device = devicePath(path) !== undefined;
  if (!device && (!found || found.isFile() || found.isDirectory()))
    return openOutput(path, { ...options, secret: true });
  await checkOutput(path, options);
  return heldBack(async () => {
    const terminal = await isTerminal(path);
    const sink = await openOutput(path, options);
    return terminal ? sanitized((text) => sink.write(Buffer.from(text)), sink.commit) : direct(sink);
  });
}

/** Where content goes once it may. */
interface Emit {
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

function heldBack(openEmit: () => Promise<Emit>): FileSink {
  const held = holdBack();
  return {
    arrives: 'committed',
    write: held.write,
    async commit() {
      try {
        const emit = await openEmit();
        for await (const chunk of held.read()) await emit.write(chunk);
        await emit.end();
      } finally {
        await held.close();
      }
    },
    abort: held.close,
  };
}

function stdoutEmit(context: Context): Emit {
  return context.terminal.interactive
    ? sanitized((text) => writeOut(context.io, text))
    : { write: (chunk) => writeOut(context.io, chunk, 'bytes'), end: async () => undefined };
}

function direct(sink: FileSink): Emit {
  return { write: sink.write, end: sink.commit };
}

/** A terminal obeys what it is sent: controls become visible escapes, whatever the signature says of them. */
function sanitized(
  write: (text: string) => Promise<void>,
  close: () => Promise<void> = async () => {},
): Emit {
  const parts: Uint8Array[] = [];
  return {
    async write(chunk) {
      parts.push(chunk);
    },
    async end() {
      const bytes = Buffer.concat(parts);
      const text = multiLine(bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1'));
      await write(text === '' || text.endsWith('\n') ? text : `${text}\n`);
      await close();
    },
  };
}

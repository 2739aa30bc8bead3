import { openInput } from '../../files/read/input.js';
import type { Input } from '../../files/read/model.js';
import { type FileSink, openOutput } from '../../files/write/atomic-file.js';
import { writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { noted } from '../../output/interruption.js';
import { createProgress, type Progress } from '../../output/terminal/progress.js';
import type { Written } from '../../output/words/encrypt-words.js';
import type { Outcome } from '../../output/words/interrupted-words.js';
import { type EncryptRequest, encryptStream } from '../../pgp/encrypt/index.js';
import { keepHeapSmall } from '../../system/memory.js';
import { onEnding } from '../../system/signals.js';
import { NAME_THE_REPORT } from './encrypt-hints.js';
import { isMessage, secretIn } from './first-bytes.js';
import type { Job } from './plan.js';

/** What is asked of each job. */
export type JobRequest = Omit<EncryptRequest, 'size'>;

/**
 * Reads, encrypts and puts the output in place; after a failure nothing is there.
 *
 * @throws Failure IO_ERROR, MISSING_INPUT, OUTPUT_EXISTS
 */
export async function runJob(
  context: Context,
  { input: path, output, inputs }: Job,
  request: JobRequest,
  { force, outcome }: { force: boolean; outcome: Outcome },
): Promise<Written> {
  const input = await openInput(context.io, path ?? '-', NAME_THE_REPORT);
  const chunks = path === null && context.terminal.stdinInteractive ? await typed(context, input) : undefined;
  const progress = createProgress(context, input.name, input.estimate);
  const cleared = onEnding(progress.clear);
  try {
    const known = input.identity ? [...inputs, input.identity] : inputs;
    const opened =
      output === null ? standardOutput(context) : await openOutput(output, { force, inputs: known });
    const sink = noted(opened, output ?? 'standard output', outcome);
    try {
      if ((input.estimate ?? Number.POSITIVE_INFINITY) > LARGE) await keepHeapSmall();
      const source = counted(watched(context, input.name, chunks ?? input.passingChunks()), progress);
      const counts = await encryptStream({ ...request, size: input.size }, source, sink.write);
      await sink.commit();
      return { input: path, output, ...counts };
    } catch (error) {
      await sink.abort();
      throw error;
    }
  } finally {
    progress.clear();
    cleared();
    await input.close();
  }
}

/** Less is encrypted before anything has grown. */
const LARGE = 1 << 24;

/** All that is typed, before anything is written: the message would come in between on the screen. */
async function typed({ say }: Context, input: Input): Promise<Uint8Array[]> {
  say.info(
    process.platform === 'win32'
      ? 'type the report, then Ctrl-Z and Enter'
      : 'type the report, then Ctrl-D on a line of its own',
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of input.chunks()) chunks.push(chunk);
  return chunks;
}

type Chunks = AsyncIterable<Uint8Array> | readonly Uint8Array[];

async function* watched(context: Context, name: string, source: Chunks): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of source) {
    if (first) for (const warning of reportWarnings(name, chunk)) context.say.warning(warning);
    first = false;
    yield chunk;
  }
}

/** What is odd about a report, by its first bytes; it may be meant so. */
function reportWarnings(name: string, chunk: Uint8Array): string[] {
  const warnings: string[] = [];
  const secret = secretIn(chunk);
  if (secret) warnings.push(`${name} holds ${secret}: whoever decrypts the message has it too`);
  if (isMessage(chunk))
    warnings.push(`${name} is an OpenPGP message already: it takes the keys of both to read it now`);
  return warnings;
}

async function* counted(source: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    progress.add(chunk.length);
    yield chunk;
  }
}

function standardOutput(context: Context): FileSink {
  return {
    arrives: 'written',
    write: (chunk) => writeOut(context.io, chunk, 'bytes'),
    commit: async () => undefined,
    abort: async () => undefined,
  };
}

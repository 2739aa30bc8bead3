import { basename } from 'node:path';
import { openInput } from '../../files/read/input.js';
import type { Input } from '../../files/read/model.js';
import type { Context } from '../../output/context.js';
import type { Progress } from '../../output/terminal/progress.js';
import { untouchedWords } from '../../output/words/encrypt/encrypt-words.js';
import type { ReportRecipient } from '../../report/template.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { NAME_THE_REPORT } from './encrypt-hints.js';
import { isMessage, secretIn } from './first-bytes.js';
import { watchForTemplate } from './untouched-template.js';

type Chunks = AsyncIterable<Uint8Array> | readonly Uint8Array[];

/** What becomes a message: one file, what was typed or edited, or a mail of several files. */
export interface Content {
  /** For messages: the path, or `standard input`. */
  name: string;
  /** Bytes that are promised; `undefined` where nobody knows. */
  size: number | undefined;
  /** Bytes to come, as far as anybody can tell: for showing progress. */
  estimate: number | undefined;
  /** The files that are read: no output may be one of them. */
  identities: readonly FileIdentity[];
  /** Read once. Each piece is to be used up before the next is asked for. */
  bytes(progress: Progress): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** A file, or standard input (`null`), as it stands. @throws Failure MISSING_INPUT */
export async function openContent(
  context: Context,
  path: string | null,
  recipient: ReportRecipient,
): Promise<Content> {
  const input = await openInput(context.io, path ?? '-', NAME_THE_REPORT);
  const chunks = path === null && context.terminal.stdinInteractive ? await typed(context, input) : undefined;
  return {
    name: input.name,
    size: input.size,
    estimate: input.estimate,
    identities: input.identity ? [input.identity] : [],
    bytes: (progress) =>
      counted(watched(context, { name: input.name, recipient }, chunks ?? input.passingChunks()), progress),
    close: input.close,
  };
}

/** What was written in the editor. @param name of the file that it began as */
export function editedContent(
  context: Context,
  { name, text }: { name: string; text: Uint8Array },
  recipient: ReportRecipient,
): Content {
  return {
    name: basename(name),
    size: undefined,
    estimate: text.length,
    identities: [],
    bytes: (progress) => counted(watched(context, { name, recipient }, [text]), progress),
    close: async () => undefined,
  };
}

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

async function* watched(
  context: Context,
  { name, recipient }: { name: string; recipient: ReportRecipient },
  source: Chunks,
): AsyncGenerator<Uint8Array> {
  const template = watchForTemplate(recipient);
  let first = true;
  for await (const chunk of source) {
    if (first) for (const warning of reportWarnings(name, chunk)) context.say.warning(warning);
    first = false;
    template.see(chunk);
    yield chunk;
  }
  if (template.isTemplate()) context.say.warning(untouchedWords(name));
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

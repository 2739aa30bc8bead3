import type { FileIdentity } from '../../file-identity.js';
import { type Input, openInput } from '../../input.js';
import { checkStandardOutput } from '../../output/destination.js';
import { mentionsBlock } from '../../pgp/verify/blocks.js';
import { type Look, lookAt, lookAtStart } from '../../pgp/verify/index.js';
import { looksLikeText } from '../../pgp/verify/nature.js';
import { startsLikePackets } from '../../pgp/verify/packets.js';
import type { Session } from './session.js';

interface Loaded {
  data: Buffer;
  /** All of the file is in `data`. */
  whole: boolean;
  identity: FileIdentity | undefined;
}

/** Enough to tell what a file is. */
const HEAD = 1 << 16;

/**
 * Reads a file that may be a message: whole, up to what a message of the largest size takes when armored. Of what
 * is surely none (a disk image, a video) only the head is read.
 */
async function loadFile(session: Session, path: string): Promise<Loaded> {
  const { context } = session;
  const input = await openInput(context.io, path, session.stdinHints);
  await checkNotOutput(session, input);
  if (path === '-' && context.terminal.stdinInteractive) {
    context.say.info('reading the message from the terminal; end it with Ctrl-D on a line of its own');
  }
  const most = session.maxSize * 1.5 + (1 << 20);
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = true;
  try {
    for await (const chunk of input.chunks()) {
      parts.push(chunk);
      length += chunk.length;
      const enough = length > most || (length >= HEAD && length - chunk.length < HEAD && isSurelyNone(parts));
      if (!enough) continue;
      whole = false;
      break;
    }
  } finally {
    await input.close();
  }
  return { data: Buffer.concat(parts, length), whole, identity: input.identity };
}

/** Before anything is read: what `>` has emptied would look like something else than it was. */
async function checkNotOutput({ context, options, files }: Session, input: Input): Promise<void> {
  if (options.output !== '-') return;
  try {
    checkStandardOutput(context.io, input.identity ? [input.identity, ...files] : files);
  } catch (error) {
    await input.close();
    throw error;
  }
}

function isSurelyNone(parts: readonly Uint8Array[]): boolean {
  const head = Buffer.concat(parts).subarray(0, HEAD);
  return !startsLikePackets(head) && !looksLikeText(head) && !mentionsBlock(head);
}

/** What a file is, and the verdict where that can be told from it alone. */
export async function lookAtFile(
  session: Session,
  path: string,
): Promise<{ look: Look; identity: FileIdentity | undefined }> {
  const { data, whole, identity } = await loadFile(session, path);
  const look = whole ? await lookAt(data, session.trust, session) : lookAtStart(data, session.trust, session);
  return { look, identity };
}

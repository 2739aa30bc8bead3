import { openInput } from '../../files/read/input.js';
import type { Input } from '../../files/read/model.js';
import { checkStandardOutput } from '../../files/write/destination.js';
import { CUT, PASTE, readWords } from '../../output/words/verify/paste-words.js';
import { isUtf16Block } from '../../pgp/verify/armor/disguises.js';
import { mentionsBlock } from '../../pgp/verify/armor/find-blocks.js';
import {
  type Look,
  lookAt,
  lookAtStart,
  type PassingMessage,
  passingMessage,
} from '../../pgp/verify/index.js';
import { LARGEST_UNDONE } from '../../pgp/verify/look/look-undone.js';
import { looksLikeText } from '../../pgp/verify/look/nature-of.js';
import { startsLikePackets } from '../../pgp/verify/look/starts-like-packets.js';
import type { FileIdentity } from '../../system/file-identity.js';
import type { VerifySession } from './session.js';

/** Enough to tell what a file is. */
const HEAD = 1 << 16;

interface LookOptions {
  /** Whom an encrypted message names is enough: it need not be read to its end. */
  startOnly?: boolean;
  /** Of the parts of a mail, or of several messages, the one that is meant. */
  part?: number | undefined;
  /** An encrypted message is held too, as far as others are. */
  hold?: boolean;
}

/**
 * What a file is, and the verdict where that can be told from it alone. What went by and was malformed is read again
 * and held, where it can be: what a program has done to it may be undone.
 */
export async function lookAtFile(
  session: VerifySession,
  path: string,
  options: LookOptions = {},
): Promise<{ look: Look; identity: FileIdentity | undefined }> {
  const { context } = session;
  const input = await openInput(context.io, path, session.stdinNext);
  try {
    checkNotOutput(session, input);
    const pasted = path === '-' && context.terminal.stdinInteractive;
    if (pasted) context.say.info(PASTE);
    const counted = { count: 0, cut: false };
    const { look, passed } = await lookAtInput(session, pasted ? countLines(input, counted) : input, options);
    if (pasted) {
      if (counted.cut) context.say.warning(CUT);
      context.say.info(readWords(counted.count));
    }
    const isSmall = path !== '-' && (input.size ?? Number.POSITIVE_INFINITY) <= LARGEST_UNDONE;
    const again = passed && isMalformed(look) && isSmall;
    return again ? lookAtFile(session, path, { ...options, hold: true }) : { look, identity: input.identity };
  } finally {
    await input.close();
  }
}

function isMalformed(look: Look): boolean {
  return 'verification' in look && look.verification.verdict === 'malformed';
}

/** Of what is typed or pasted into a terminal: people must see where it ends and the answer begins. */
function countLines(input: Input, lines: { count: number; cut: boolean }): Pick<Input, 'passingChunks'> {
  return {
    async *passingChunks() {
      let last = LF;
      let length = 0;
      for await (const chunk of input.passingChunks()) {
        for (const byte of chunk) {
          length = byte === LF ? 0 : length + 1;
          if (byte === LF) lines.count++;
          if (length >= LONGEST_TYPED) lines.cut = true;
        }
        last = chunk.at(-1) ?? last;
        yield chunk;
      }
      if (last !== LF) lines.count++;
    },
  };
}

const LF = 10;
/** A terminal hands on no more of a line than this, in bytes (Linux: 4,095; macOS: 1,024). */
const LONGEST_TYPED = process.platform === 'darwin' ? 1023 : 4094;

/** Before anything is read: what `>` has emptied would look like something else than it was. */
function checkNotOutput({ context, options, files }: VerifySession, { identity }: Input): void {
  if (options.output === '-') checkStandardOutput(context.io, identity ? [identity, ...files] : files);
}

/**
 * Holds what may be a message whole, up to what a message of the largest size takes when armored. An encrypted one is
 * looked at while it is read, and of what is surely none (a disk image, a video) only the head is read.
 */
async function lookAtInput(
  session: VerifySession,
  input: Pick<Input, 'passingChunks'>,
  { startOnly, hold, part }: LookOptions,
): Promise<{ look: Look; passed: boolean }> {
  const { trust, maxSize } = session;
  const parts: Buffer[] = [];
  let length = 0;
  let passing: PassingMessage | undefined;
  for await (const chunk of input.passingChunks()) {
    if (passing) {
      passing.push(chunk);
      continue;
    }
    parts.push(Buffer.from(chunk));
    length += chunk.length;
    const start = () => lookAtStart(Buffer.concat(parts), trust, session);
    if (length > maxSize * 1.5 + (1 << 20)) return { look: start(), passed: false };
    if (length < HEAD || length - chunk.length >= HEAD) continue;
    const head = Buffer.concat(parts);
    // where a part is meant, there may be others
    passing = hold || part !== undefined ? undefined : passingMessage(head, trust);
    if (isSurelyNone(head) || (passing && startOnly)) return { look: start(), passed: false };
  }
  if (passing) return { look: passing.end(), passed: true };
  return {
    look: await lookAt(Buffer.concat(parts), trust, { now: session.now, maxSize, part }),
    passed: false,
  };
}

function isSurelyNone(start: Buffer): boolean {
  const head = start.subarray(0, HEAD);
  return !startsLikePackets(head) && !looksLikeText(head) && !mentionsBlock(head) && !isUtf16Block(head);
}

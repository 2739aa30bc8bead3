import { openInput, readAll } from '../../files/read/input.js';
import type { Input } from '../../files/read/model.js';
import { checkStandardOutput, isTerminal } from '../../files/write/destination.js';
import { openRelease } from '../../output/release.js';
import { createProgress, NO_PROGRESS } from '../../output/terminal/progress.js';
import { CUT, PASTE, readWords } from '../../output/words/verify/paste-words.js';
import { LARGEST_UNDONE } from '../../pgp/verify/look/look-undone.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { onEnding } from '../../system/signals.js';
import { holdSource } from './held-source.js';
import { type Found, type InputOptions, lookAtInput } from './look-at-input.js';
import { releaseOptions, type VerifySession } from './session.js';

interface LookOptions extends Pick<InputOptions, 'startOnly' | 'part'> {
  /** Content goes to where `--output` says, if it is good. */
  release?: boolean;
}

/** What a file is, and the verdict where that can be told from it alone. */
export async function lookAtFile(
  session: VerifySession,
  path: string,
  options: LookOptions = {},
): Promise<Found & { identity: FileIdentity | undefined }> {
  const { context } = session;
  const { output } = session.options;
  const input = await openInput(context.io, path, session.stdinNext);
  const pasted = path === '-' && context.terminal.stdinInteractive;
  const typed = pasted || (await isTerminal(path));
  const progress = typed ? NO_PROGRESS : createProgress(context, input.name, input.estimate);
  const cleared = onEnding(progress.clear);
  try {
    checkNotOutput(session, input);
    if (pasted) context.say.info(PASTE);
    const counted = { count: 0, cut: false };
    const again = input.size === undefined ? undefined : () => readAgain(session, path);
    const source = holdSource(pasted ? countLines(input, counted) : input, progress.add, again);
    const release =
      options.release && output !== undefined
        ? () => openRelease(context, output, releaseOptions(session, [input.identity]))
        : undefined;
    const found = await lookAtInput(session, source, { ...options, release });
    if (pasted) {
      if (counted.cut) context.say.warning(CUT);
      context.say.info(readWords(counted.count));
    }
    return { ...found, identity: input.identity };
  } finally {
    progress.clear();
    cleared();
    await input.close();
  }
}

async function readAgain({ context, stdinNext }: VerifySession, path: string): Promise<Uint8Array> {
  const input = await openInput(context.io, path, stdinNext);
  return readAll(input, 2 * LARGEST_UNDONE).finally(input.close);
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
function checkNotOutput({ context, options, bundleFiles }: VerifySession, { identity }: Input): void {
  const inputs = identity ? [identity, ...bundleFiles] : bundleFiles;
  if (options.output === '-') checkStandardOutput(context.io, inputs);
}

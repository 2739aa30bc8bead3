import { Failure, type Next } from '../../errors.js';
import type { Io } from '../../io.js';
import {
  descriptorStats,
  type InputIdentity,
  identityOf,
  isNullDevice,
  isUnchanged,
} from '../../system/file-identity.js';
import { discarded } from '../../system/memory.js';
import { chunksOf, readingFailed } from './chunks.js';
import type { Input } from './model.js';

/**
 * Standard input, as a stream or by the faster way (io.ts).
 *
 * @param next what there is to do where it cannot be read
 * @throws Failure MISSING_INPUT: a folder, of which Node.js would make an empty stream
 */
export function standardInput(io: Io, next: readonly Next[]): Input {
  const stats = descriptorStats(io.stdin.fd);
  if (stats?.isDirectory()) throw folder(next);
  const { stdin } = io;
  const unchanged = stats?.isFile() ? () => isUnchanged(stats, descriptorStats(stdin.fd)) : undefined;
  const streamed = () => standardInputChunks(io, next);
  return {
    name: 'standard input',
    // what is behind `<` may have been read in part already
    size: undefined,
    estimate: stats?.isFile() ? stats.size : undefined,
    identity: stats && identityOf(stats),
    async close() {
      stdin.destroy();
    },
    ...(stdin.readInto
      ? chunksOf({ name: 'standard input', read: stdin.readInto, next, unchanged })
      : {
          chunks: streamed,
          // what another stream than Node's hands out may be needed by whoever made it
          passingChunks: () => (stdin.fd === undefined ? streamed() : discarded(streamed())),
        }),
  };
}

async function* standardInputChunks(io: Io, next: readonly Next[]): AsyncGenerator<Uint8Array> {
  let last: number | undefined = LF;
  try {
    for await (const chunk of io.stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      last = bytes.at(-1) ?? last;
      yield bytes;
    }
  } catch (error) {
    throw readingFailed('standard input', error, next);
  }
  // what was pasted is on the screen, and what is said next does not go on in its last line
  if (last !== LF && io.stdin.isTTY && io.stderr.isTTY) io.stderr.write('\n');
}

const LF = 10;

/**
 * Says whether something can come from standard input, without reading it. (A closed one is the null device: Node.js
 * puts that in its place.)
 *
 * @returns what tells the file behind `<` from an output
 * @throws Failure MISSING_INPUT: a folder, or the null device, with this as what to do next
 */
export function checkStandardInput(io: Io, next: readonly Next[]): InputIdentity | undefined {
  const stats = descriptorStats(io.stdin.fd);
  if (stats?.isDirectory()) throw folder(next);
  if (stats && isNullDevice(stats)) {
    throw new Failure('MISSING_INPUT', 'standard input is closed or /dev/null: nothing can be read', next);
  }
  return stats && identityOf(stats);
}

function folder(next: readonly Next[]): Failure {
  return new Failure('MISSING_INPUT', 'standard input is a folder, not a file', next);
}

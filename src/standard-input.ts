import { fstatSync, type Stats } from 'node:fs';
import { Failure, systemWords } from './errors.js';
import { type Input, type InputIdentity, identityOf } from './input.js';
import type { Io } from './io.js';

/** Standard input, through the stream that Node.js has made of it. */
export function standardInput(io: Io): Input {
  const stats = standardInputStats(io);
  return {
    name: 'standard input',
    // what is behind `<` may have been read in part already
    size: undefined,
    estimate: stats?.isFile() ? stats.size : undefined,
    identity: stats && identityOf(stats),
    async close() {
      io.stdin.destroy();
    },
    chunks: () => standardInputChunks(io),
    passingChunks: () => standardInputChunks(io),
  };
}

async function* standardInputChunks(io: Io): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of io.stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw new Failure('IO_ERROR', `reading standard input failed: ${systemWords(error)}`, [], {
      cause: error,
    });
  }
}

/** `< report.txt`: so that the output is not the same file. */
export function standardInputIdentity(io: Io): InputIdentity | undefined {
  const stats = standardInputStats(io);
  return stats && identityOf(stats);
}

function standardInputStats(io: Io): Stats | undefined {
  try {
    return fstatSync((io.stdin as { fd?: number }).fd ?? -1);
  } catch {
    return undefined; // not a descriptor of the system
  }
}

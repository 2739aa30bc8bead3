import { type Advice, BrokenPipe, Failure, type Next, systemCode } from '../../errors.js';
import type { Io } from '../../io.js';
import { safeJson } from '../../text/sanitize.js';
import { systemWords } from '../../text/system-words.js';

/** What to do where an output cannot be written. */
export const ANOTHER_OUTPUT: Advice = { advice: 'name another output with -o' };

/**
 * Writes to stdout and waits until it is taken (back-pressure).
 *
 * @param kind `text` is made for reading: a reader that goes away ends the program quietly. `bytes` are the
 *   point: their loss is exit 74.
 * @throws BrokenPipe, or Failure IO_ERROR (a full disk behind `>`)
 */
export function writeOut(io: Io, data: string | Uint8Array, kind: 'text' | 'bytes' = 'text'): Promise<void> {
  return new Promise((resolve, reject) => {
    io.stdout.write(data, (error) => {
      if (!error) resolve();
      else if (gone(error)) reject(new BrokenPipe(kind === 'bytes'));
      else
        reject(
          new Failure(
            'IO_ERROR',
            `cannot write to standard output: ${systemWords(error)}`,
            outputAdvice(error),
            {
              cause: error,
            },
          ),
        );
    });
  });
}

function outputAdvice(error: unknown): Advice[] {
  const code = systemCode(error) ?? '';
  if (code === 'EBADF') return [{ advice: 'let the shell open a file for it: add > and a name' }];
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
  return full ? [{ advice: 'make room there, or send standard output to a file on another disk' }] : [];
}

/** `EOF` is what Windows says of a closed pipe. */
function gone(error: unknown): boolean {
  return ['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED'].includes(
    systemCode(error) ?? (error as { code?: string }).code ?? '',
  );
}

/** One JSON document and a newline. */
export function writeJson(io: Io, value: unknown): Promise<void> {
  return writeOut(io, `${safeJson(value)}\n`);
}

/** Binary output on a screen helps nobody. @param next how else to have it */
export function binaryOnTerminal(next: readonly Next[]): Failure {
  return new Failure('USAGE', 'binary output is not written to a terminal', [ANOTHER_OUTPUT, ...next]);
}

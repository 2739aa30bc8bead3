import { writeSync } from 'node:fs';
import { systemCode } from '../../errors.js';
import type { OutputStream } from '../../io.js';
import { descriptorStats, isNullDevice } from '../../system/file-identity.js';

/** What an empty pipe takes without waiting for its reader (pipe(7)). */
const AT_ONCE = 1 << 16;

type Done = (error?: Error | null) => void;

/**
 * stdout or stderr. Node's streams take a tenth of an empty program's start-up time to load, so what is no terminal
 * is written to without them, as long as it is little; the rest goes through the stream, which waits for a slow
 * reader without holding up the signals.
 *
 * @param descriptor 1 or 2
 * @param openStream opens Node's stream for it
 */
export function openDescriptor(descriptor: number, openStream: () => OutputStream): OutputStream {
  if (process.platform === 'win32' || !takesBytes(descriptor)) return openStream();
  let written = 0;
  let stream: OutputStream | undefined;
  return {
    fd: descriptor,
    write(data, done: Done = () => undefined) {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      let at = 0;
      try {
        if (!stream && written + bytes.length <= AT_ONCE) {
          while (at < bytes.length) at += writeSync(descriptor, bytes, at);
          written += at;
          return done();
        }
      } catch (error) {
        if (systemCode(error) !== 'EAGAIN') return done(error as Error);
      }
      stream ??= openStream();
      stream.write(bytes.subarray(at), done);
    },
  };
}

/** Files, pipes, sockets and the null device: nothing that has to be asked whether it is a terminal. */
function takesBytes(descriptor: number): boolean {
  const stats = descriptorStats(descriptor);
  return !!stats && (stats.isFile() || stats.isFIFO() || stats.isSocket() || isNullDevice(stats));
}

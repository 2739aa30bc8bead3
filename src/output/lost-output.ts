import { constants, readFileSync } from 'node:fs';
import { descriptorStats, isNullDevice } from '../system/file-identity.js';
import type { Context } from './context.js';

/**
 * Warns where what goes to standard output may be lost, because the shell has closed it (`>&-`). Node.js opens the null
 * device in its place, for reading and writing. So do some programs that throw an output away on purpose (Python's
 * DEVNULL, daemon(3)): whether it was closed cannot be told, and is no failure. A shell's `> /dev/null` is open for
 * writing alone, and nothing is said of that.
 */
export function warnOfLostOutput({ io, say }: Context): void {
  if (!isOpenedInPlace(io.stdout.fd)) return;
  say.warning('standard output is closed or /dev/null: what goes there is lost');
}

/** Linux alone tells how a descriptor was opened. */
function isOpenedInPlace(descriptor: number | undefined): boolean {
  const stats = descriptorStats(descriptor);
  if (process.platform !== 'linux' || !stats || !isNullDevice(stats)) return false;
  try {
    const about = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
    const flags = Number.parseInt(/^flags:\s*([0-7]+)$/m.exec(about)?.[1] ?? '', 8);
    return (flags & ACCESS) === constants.O_RDWR;
  } catch {
    return false; // no /proc here
  }
}

/** The two bits of the flags that say how a file was opened. */
const ACCESS = constants.O_RDONLY | constants.O_WRONLY | constants.O_RDWR;

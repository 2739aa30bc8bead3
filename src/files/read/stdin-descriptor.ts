import type { InputStream } from '../../io.js';
import { descriptorStats } from '../../system/file-identity.js';
import { readInThread } from './descriptor.js';

/**
 * stdin. Node's stream takes long to load and reads in small pieces of memory of their own: a file behind `<` is read
 * without it. (Not a pipe: a read in it may last for ever, and would hold up a program that has come to its end.)
 *
 * @param descriptor 0
 * @param openStream opens Node's stream for it
 */
export function openInputDescriptor(descriptor: number, openStream: () => InputStream): InputStream {
  if (!descriptorStats(descriptor)?.isFile()) return openStream();
  return {
    fd: descriptor,
    destroy: () => undefined,
    [Symbol.asyncIterator]: () => openStream()[Symbol.asyncIterator](),
    // from where the file is now: the shell may have read the start of it
    readInto: readInThread(descriptor),
  };
}

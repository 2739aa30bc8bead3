import { open, read } from 'node:fs';
import { promisify } from 'node:util';
import type { ReadInto } from './chunks.js';

/** Opens a file for reading, in a thread: a FIFO keeps its opener waiting. */
export const openForReading = (path: string): Promise<number> => openInThread(path, 'r');
const openInThread = promisify(open);

/** Reads in a thread, from where the file is now. */
export function readInThread(descriptor: number): ReadInto {
  return (memory) =>
    new Promise((resolve, reject) => {
      read(descriptor, memory, 0, memory.length, null, (error, count) =>
        error ? reject(error) : resolve(count),
      );
    });
}

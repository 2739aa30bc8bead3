import type { FileIdentity } from '../../system/file-identity.js';
import type { ChunkReaders } from './chunks.js';

/** Something to read once, front to back. `-` is stdin. */
export interface Input extends ChunkReaders {
  /** For messages: the path, or `standard input`. */
  name: string;
  /** Bytes as `stat` promises them for a regular file above 0; a promise to check, not a fact. */
  size: number | undefined;
  /** Bytes to come, as far as anybody can tell: for showing progress. */
  estimate: number | undefined;
  /** Device and inode, to tell the file from an output. */
  identity: FileIdentity | undefined;
  close(): Promise<void>;
}

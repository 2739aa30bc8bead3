import { systemCode } from '../errors.js';

const SYSTEM_WORDS: Record<string, string> = {
  EACCES: 'permission denied',
  EBADF: 'it is not open for that',
  ECONNRESET: 'the other side has broken the connection off',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists already',
  EFBIG: 'the file would be larger than the file system allows',
  EIO: 'the device reported an input/output error',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long for the file system',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTCONN: 'the socket is not connected to anything',
  ENOTDIR: 'a part of the path is not a folder',
  ENXIO: 'no such device',
  EPERM: 'operation not permitted',
  EPIPE: 'its reader has gone away',
  EROFS: 'the file system is read-only',
};

/** What went wrong with a file, in words without a path. */
export function systemWords(error: unknown): string {
  const code = systemCode(error);
  if (code !== undefined) return systemCodeWords(code);
  return error instanceof Error ? error.message : String(error);
}

/** What a code of the system (`ENOENT`) says. */
export function systemCodeWords(code: string): string {
  return SYSTEM_WORDS[code] ?? code;
}

import { randomBytes } from 'node:crypto';

/**
 * A boundary (RFC 2046 section 5.1.1). Between such boundaries stands nothing but base64 and fixed lines, and no line of
 * those begins with `--=_`.
 */
export function newBoundary(): string {
  return `=_${randomBytes(16).toString('hex')}`;
}

/** What stands before a part, and behind the last one. */
export const delimiter = (boundary: string) => Buffer.from(`--${boundary}\r\n`);
export const closeDelimiter = (boundary: string) => Buffer.from(`--${boundary}--\r\n`);

import type { Readable } from 'node:stream';

/** The outside world as the program sees it; tests and embedders pass their own. */
export interface Io {
  stdin: Readable & { isTTY?: boolean | undefined };
  stdout: OutputStream;
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  /** The folder that holds `data/` and `dist/` (the installed package). */
  root: string;
}

/** What of a stream is written to: any of Node's writable streams will do. */
export interface OutputStream {
  /** `done` is called when the data is taken, or with the error. */
  write(data: string | Uint8Array, done?: (error?: Error | null) => void): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  rows?: number | undefined;
  /** The descriptor behind it, where it has one. */
  fd?: number | undefined;
}

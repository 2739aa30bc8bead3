import type { Readable, Writable } from 'node:stream';

/** The outside world as the program sees it; tests and embedders pass their own. */
export interface Io {
  stdin: Readable & { isTTY?: boolean | undefined };
  stdout: OutputStream;
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  /** The folder that holds `data/` and `dist/` (the installed package). */
  root: string;
}

export type OutputStream = Writable & {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  rows?: number | undefined;
};

/** The outside world as the program sees it; tests and embedders pass their own. */
export interface Io {
  stdin: InputStream;
  stdout: OutputStream;
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  /** The folder that holds `data/` and `dist/` (the installed package); of a standalone program the program itself. */
  root: string;
}

/** What of a stream is read: any of Node's readable streams will do. */
export interface InputStream extends AsyncIterable<Uint8Array | string> {
  destroy(): unknown;
  isTTY?: boolean | undefined;
  /** The descriptor behind it, where it has one. */
  fd?: number | undefined;
  /** The faster way, where there is one: reads what comes next, and says how many bytes came (none at the end). */
  readInto?(memory: Uint8Array): Promise<number>;
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

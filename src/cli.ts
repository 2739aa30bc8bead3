import { openInputDescriptor } from './files/read/stdin-descriptor.js';
import { openDescriptor } from './files/write/stdout-descriptor.js';
import type { InputStream, Io, OutputStream } from './io.js';
import { main } from './main.js';
import { type ReadEmbedded, useEmbedded } from './system/assets.js';

/**
 * The process around `main`: streams and the exit. Called by bin/codeship-sec.cjs.
 *
 * @param root the package's folder; of a standalone program the program itself
 * @param embedded a standalone program reads its files with it
 */
export async function run(root: string, embedded?: ReadEmbedded): Promise<void> {
  useEmbedded(embedded);
  const { io, closeStdin } = openIo(root);
  process.exitCode = await main(process.argv.slice(2), io);
  closeStdin();
}

/** The streams are opened when they are first used: that has a cost, and of stdin side effects. */
function openIo(root: string): { io: Io; closeStdin: () => void } {
  let stdin: InputStream | undefined;
  let stdout: OutputStream | undefined;
  let stderr: OutputStream | undefined;
  const io: Io = {
    get stdin() {
      stdin ??= openInputDescriptor(0, () => process.stdin);
      return stdin;
    },
    get stdout() {
      stdout ??= openDescriptor(1, () => answered(process.stdout));
      return stdout;
    },
    get stderr() {
      stderr ??= openDescriptor(2, () => answered(process.stderr));
      return stderr;
    },
    env: process.env,
    root,
  };
  return { io, closeStdin: () => stdin?.destroy() };
}

/** An error of an output is answered where it was written; nobody else needs to hear of it. */
function answered(stream: NodeJS.WriteStream): OutputStream {
  return stream.on('error', () => undefined);
}

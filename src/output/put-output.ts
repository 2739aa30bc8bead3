import type { OutputOptions } from '../files/write/destination.js';
import type { Context } from './context.js';
import { noted, startWriting } from './interruption.js';

/**
 * Writes bytes that are all there to `path`, and says so.
 *
 * @throws Failure OUTPUT_EXISTS, IO_ERROR
 */
export async function putOutput(
  context: Context,
  path: string,
  bytes: Uint8Array,
  options: OutputOptions,
): Promise<void> {
  const { openOutput } = await import('../files/write/atomic-file.js');
  const writing = startWriting(context);
  try {
    const sink = noted(await openOutput(path, options), path, writing);
    await sink.write(bytes).catch(async (error) => {
      await sink.abort();
      throw error;
    });
    await sink.commit();
  } finally {
    writing.over();
  }
  context.say.info(`wrote ${path} (${bytes.length} bytes)`);
}

import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT } from '../../errors.js';
import { writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { noted, startWriting } from '../../output/interruption.js';
import { bundleFiles, openBundle, openVerified } from '../../vendor/open.js';

/** `key export`: the certificate, armored or binary. */
export async function exportKey(
  context: Context,
  _args: ArgumentsOf<'key export'>,
  options: OptionsOf<'key export'>,
): Promise<number> {
  const bundle = await openBundle(context);
  const { binaryOnTerminal, checkStandardOutput, isTerminal } = await import(
    '../../files/write/destination.js'
  );
  const path = options.output === '-' ? undefined : options.output;
  const inputs = await bundleFiles(bundle);
  if (path === undefined) checkStandardOutput(context.io, inputs);
  const { key } = await openVerified(bundle);
  const seen = path === undefined ? context.terminal.interactive : await isTerminal(path);
  if (options.binary && options.output !== '-' && seen) throw binaryOnTerminal([{ run: 'key export' }]);
  const bytes = options.binary ? key.write() : Buffer.from(key.armor().replace(/\r\n/g, '\n'));
  if (path === undefined) {
    await writeOut(context.io, bytes, 'bytes');
    return EXIT.OK;
  }
  const { openOutput } = await import('../../files/write/atomic-file.js');
  const writing = startWriting(context);
  try {
    const sink = noted(await openOutput(path, { force: options.force === true, inputs }), path, writing);
    await sink.write(bytes).catch(async (error) => {
      await sink.abort();
      throw error;
    });
    await sink.commit();
  } finally {
    writing.over();
  }
  context.say.info(`wrote ${path} (${bytes.length} bytes)`);
  return EXIT.OK;
}

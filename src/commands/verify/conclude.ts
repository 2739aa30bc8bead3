import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { renderFields } from '../../output/layout/fields.js';
import { type VendorWords, verifyFields } from '../../output/words/verify/verdict-words.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { hintsFor } from '../../output/words/verify/verify-hints.js';
import { type OutputFile, verifyJson } from '../../output/words/verify/verify-json.js';
import { warningWords } from '../../output/words/verify/warning-words.js';
import { sizeWords } from '../../text/sizes.js';
import type { Examined, VerifyCommandOptions } from './session.js';

/**
 * Content goes out after the verdict is known; before it is printed where a failure would spoil the result. Where it
 * was to go to standard output, the words never do: what reads there would take them for content.
 */
export async function conclude(
  context: Context,
  examined: Examined,
  vendor: VendorWords,
  options: VerifyCommandOptions,
): Promise<void> {
  const { result, file, sink, files } = examined;
  const good = result.verdict === 'good';
  const toStdout = options.output === '-';
  if (!good) await sink?.abort();
  else if (!toStdout) await sink?.commit();
  const output = outputOf(examined, options);
  for (const warning of result.warnings) context.say.warning(warningWords(warning));
  const allHints = [
    ...examined.hints,
    ...hintsFor(result, { file, files, output: options.output, command: verifyCommand(context.bundleDir) }),
  ];
  if (context.json)
    await writeJson(context.io, verifyJson(result, vendor, { hints: allHints, output, files }));
  else await printFields(context, examined, { vendor, toStderr: toStdout });
  if (output) context.say.info(`wrote ${output.path} (${sizeWords(output.bytes)})`);
  else if (options.output !== undefined && !good) {
    context.say.info(`nothing was written to ${toWords(options.output)}`);
  }
  for (const hint of allHints) context.say.hint(hint);
  if (toStdout && good) await sink?.commit();
}

const toWords = (output: string) => (output === '-' ? 'standard output' : output);

/** The file that was written; content on standard output is nobody's file. */
function outputOf({ sink, result, bytes }: Examined, { output }: VerifyCommandOptions): OutputFile | null {
  const written = sink !== undefined && result.verdict === 'good';
  return written && output !== undefined && output !== '-' ? { path: output, bytes } : null;
}

async function printFields(
  context: Context,
  { result, files }: Examined,
  given: { vendor: VendorWords; toStderr: boolean },
): Promise<void> {
  const fields = verifyFields(result, given.vendor, files);
  if (given.toStderr) {
    for (const [label, value] of fields) {
      for (const text of [value].flat()) context.say.info(`${label.toLowerCase()}: ${text}`);
    }
    return;
  }
  await writeOut(context.io, await renderFields(fields, context.terminal));
}

import type { OptionsOf } from '../../declared/values.js';
import { Failure, systemCode } from '../../errors.js';
import { checkInput } from '../../files/read/input.js';
import { checkStandardInput } from '../../files/read/standard-input.js';
import { checkOutput, checkStandardOutput, isTerminal, placeOf } from '../../files/write/destination.js';
import { ANOTHER_OUTPUT, binaryOnTerminal } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import type { FileIdentity, InputIdentity } from '../../system/file-identity.js';
import { isMangled } from '../../system/mangled-path.js';
import { forOneOf, NAME_THE_REPORT, packFirst } from './encrypt-hints.js';
import { type KeyFile, refuseSecret } from './own-keys.js';
import { type Pair, type PairOptions, pairFiles } from './pair-files.js';

/** A message that is to be made. */
export interface Job extends Pair {
  /** All files that are read: no output may be one of them. */
  inputs: readonly FileIdentity[];
}

type JobOptions = PairOptions & Pick<OptionsOf<'encrypt'>, 'force'>;

/** What is read besides the reports. */
export interface OtherFiles {
  keyFiles: readonly KeyFile[];
  bundleFiles: readonly FileIdentity[];
}

/**
 * What is to be written where, with all that can be checked before the first byte.
 *
 * @throws Failure USAGE, MISSING_INPUT, OUTPUT_EXISTS, IO_ERROR
 */
export async function planJobs(
  context: Context,
  files: readonly string[],
  options: JobOptions,
  others: OtherFiles,
): Promise<Job[]> {
  const pairs = pairFiles(context, files, options);
  await checkStreams(context, pairs, options);
  const inputs = [...others.keyFiles.map(({ identity }) => identity), ...others.bundleFiles];
  for (const { input, fromTemplate, attachments } of pairs) {
    for (const path of fromTemplate ? attachments : [input, ...attachments]) {
      const identity = path === null ? checkReportOnStdin(context) : await checkReport(path);
      refuseSecret({ input: path, identity }, others.keyFiles);
      if (identity) inputs.push(identity);
    }
  }
  for (const { input, output } of pairs) {
    if (output === null) checkStandardOutput(context.io, inputs);
    else
      await checkOutput(output, { force: options.force === true, inputs }).catch((error) => {
        throw pairs.length > 1 ? forOneOf(error, input ?? '-') : error;
      });
  }
  refuseSharedOutput(pairs);
  return pairs.map((one) => ({ ...one, inputs }));
}

/** Two outputs may be one file by a link, to it or to its folder: the second message would replace the first. */
function refuseSharedOutput(pairs: readonly Pair[]): void {
  const seen = new Map<string, Pair>();
  for (const one of pairs) {
    const place = one.output === null ? undefined : placeOf(one.output);
    if (one.output === null || place === undefined) continue;
    const other = seen.get(place);
    if (other) {
      const message = `the outputs ${other.output} and ${one.output} are one file`;
      const alone = `encrypt ${one.input ?? 'standard input'} by itself, and name another output with -o`;
      throw new Failure('OUTPUT_EXISTS', message, [{ advice: alone }]);
    }
    seen.set(place, one);
  }
}

function checkReportOnStdin(context: Context): InputIdentity | undefined {
  return checkStandardInput(context.io, NAME_THE_REPORT);
}

function checkReport(path: string): Promise<InputIdentity> {
  return checkInput(path, packFirst(path)).catch((error) => {
    if (!(error instanceof Failure) || !isMangled(path) || systemCode(error.cause) !== 'ENOENT') throw error;
    const advice = 'let the shell open it: name no file, and add -o report.asc < and the name';
    throw new Failure(error.code, error.message, [{ advice }], { cause: error.cause });
  });
}

async function checkStreams(context: Context, pairs: readonly Pair[], options: JobOptions): Promise<void> {
  const output = pairs[0]?.output;
  if (output === null && context.json) {
    throw new Failure('USAGE', '--json and a message on standard output contradict each other', [
      ANOTHER_OUTPUT,
    ]);
  }
  if (!options.binary || options.output === '-') return;
  const seen = typeof output === 'string' ? await isTerminal(output) : context.terminal.interactive;
  if (seen) throw binaryOnTerminal([{ run: 'encrypt' }]);
}

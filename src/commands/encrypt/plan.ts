import type { OptionsOf } from '../../declared/values.js';
import { Failure, systemCode } from '../../errors.js';
import { checkInput } from '../../files/read/input.js';
import { checkStandardInput } from '../../files/read/standard-input.js';
import {
  binaryOnTerminal,
  checkOutput,
  checkStandardOutput,
  isTerminal,
  placeOf,
} from '../../files/write/destination.js';
import { ANOTHER_OUTPUT } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import type { InputIdentity } from '../../system/file-identity.js';
import { absolute, type FileIdentity } from '../../system/file-identity.js';
import { isMangled } from '../../system/mangled-path.js';
import { packFiles } from '../../text/system-commands.js';
import { devicePath } from '../../text/windows-names.js';
import { encryptAgain, forOneOf, NAME_THE_REPORT, packFirst } from './encrypt-hints.js';
import { type KeyFile, refuseSecret } from './own-keys.js';

/** One input and where its message goes. `null`: standard input, standard output. */
export interface Job {
  input: string | null;
  output: string | null;
  /** All files that are read: no output may be one of them. */
  inputs: readonly FileIdentity[];
}

type JobOptions = Pick<OptionsOf<'encrypt'>, 'output' | 'binary' | 'force'>;

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
  const pairs = pair(context, files, options);
  await checkStreams(context, pairs, options);
  const inputs = [...others.keyFiles.map(({ identity }) => identity), ...others.bundleFiles];
  for (const { input } of pairs) {
    const identity = input === null ? checkReportOnStdin(context) : await checkReport(input);
    refuseSecret({ input, identity }, others.keyFiles);
    if (identity) inputs.push(identity);
  }
  for (const { input, output } of pairs) {
    if (output === null) checkStandardOutput(context.io, inputs);
    else
      await checkOutput(output, { force: options.force === true, inputs }).catch((error) => {
        throw pairs.length > 1 ? forOneOf(error, input ?? '-') : error;
      });
  }
  await refuseSharedOutput(pairs);
  return pairs.map((one) => ({ ...one, inputs }));
}

/** Two outputs may be one file by a link, to it or to its folder: the second message would replace the first. */
async function refuseSharedOutput(pairs: readonly Pair[]): Promise<void> {
  const seen = new Map<string, Pair>();
  for (const one of pairs) {
    const place = one.output === null ? undefined : await placeOf(one.output);
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

type Pair = Pick<Job, 'input' | 'output'>;

function pair(context: Context, files: readonly string[], { output, binary }: JobOptions): Pair[] {
  const inputs = files.length === 0 ? ['-'] : files;
  if (inputs.length > 1) checkSeveral(context, inputs, output);
  const extension = binary ? '.gpg' : '.asc';
  const pairs = inputs.map((input) => ({
    input: input === '-' ? null : input,
    output: target(inputs, { input, output, extension }),
  }));
  const twice = pairs.find((one, at) => pairs.some((other, index) => index < at && same(one, other)));
  if (twice) {
    const once = pairs.filter((one) => one !== twice).map(({ input }) => input ?? '-');
    throw new Failure('USAGE', `${twice.input} is named twice`, [encryptAgain(context, once)]);
  }
  return pairs;
}

function checkSeveral(context: Context, inputs: readonly string[], output: string | undefined): void {
  const files = inputs.filter((input) => input !== '-');
  if (output !== undefined) {
    throw new Failure('USAGE', 'one output cannot hold several messages', [
      { again: [], without: ['--output'] },
      { advice: 'or pack them, and encrypt the archive' },
      { shell: packFiles('report.tar.gz', files) },
    ]);
  }
  if (files.length < inputs.length) {
    throw new Failure('USAGE', 'standard input (-) stands alone', [
      encryptAgain(context, files),
      { advice: 'standard input is encrypted by itself, into what -o names' },
    ]);
  }
}

function target(
  inputs: readonly string[],
  { input, output, extension }: { input: string; output: string | undefined; extension: string },
): string | null {
  if (output !== undefined) return output === '-' ? null : output;
  if (input === '-') return null;
  if (/^\/(dev|proc)\//.test(absolute(input)) || devicePath(input) !== undefined) {
    const failure = new Failure('USAGE', `${input} is no file that an output could be named after`, [
      ANOTHER_OUTPUT,
    ]);
    throw inputs.length > 1 ? forOneOf(failure, input) : failure;
  }
  return input + extension;
}

const same = (a: Pair, b: Pair) =>
  a.input !== null && b.input !== null && absolute(a.input) === absolute(b.input);

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

import type { OptionsOf } from '../../declared/values.js';
import { Failure } from '../../errors.js';
import { ANOTHER_OUTPUT } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { absolute } from '../../system/file-identity.js';
import { packFiles } from '../../text/system-commands.js';
import { devicePath, isSystemFile } from '../../text/system-names.js';
import { encryptAgain, forOneOf } from './encrypt-hints.js';

/** One message: what it is made of, and where it goes. `null`: standard input, standard output. */
export interface Pair {
  input: string | null;
  /** In place of an input: the template, filled in by an editor. */
  fromTemplate: boolean;
  /** Other files that go into the same message. */
  attachments: readonly string[];
  output: string | null;
}

export type PairOptions = Pick<OptionsOf<'encrypt'>, 'output' | 'binary' | 'email' | 'edit'>;

/** What a template is saved as, for the name of its output. */
const TEMPLATE = 'report.md';

/**
 * Which files become which messages: each FILE its own, or with `--email` all of them one.
 *
 * @throws Failure USAGE
 */
export function pairFiles(context: Context, files: readonly string[], options: PairOptions): Pair[] {
  const inputs = files.length === 0 && !options.edit ? ['-'] : files;
  if (inputs.length > 1) checkSeveral(context, inputs, options);
  refuseTwice(context, inputs);
  const extension = options.email ? '.eml' : options.binary ? '.gpg' : '.asc';
  if (options.email || options.edit) return [oneMessage(inputs, options.output, extension)];
  return inputs.map((input) => ({
    input: input === '-' ? null : input,
    fromTemplate: false,
    attachments: [],
    output: target(inputs, { input, output: options.output, extension }),
  }));
}

function oneMessage(inputs: readonly string[], output: string | undefined, extension: string): Pair {
  const [report, ...attachments] = inputs;
  return {
    input: report === undefined || report === '-' ? null : report,
    fromTemplate: report === undefined,
    attachments,
    output: target([report ?? TEMPLATE], { input: report ?? TEMPLATE, output, extension }),
  };
}

function refuseTwice(context: Context, inputs: readonly string[]): void {
  const seen = new Set<string>();
  const isNew = (input: string) => input === '-' || seen.size < seen.add(absolute(input)).size;
  const once = inputs.filter(isNew);
  const twice = inputs.find((input, at) => input !== once[at]);
  if (twice === undefined) return;
  throw new Failure('USAGE', `${twice} is named twice`, [encryptAgain(context, once)]);
}

function checkSeveral(context: Context, inputs: readonly string[], options: PairOptions): void {
  const files = inputs.filter((input) => input !== '-');
  const besides = options.email ? inputs.slice(1).includes('-') : files.length < inputs.length;
  if (!options.email && options.edit) {
    throw new Failure('USAGE', '--edit takes one file: others go with it in a mail', [
      { again: ['--email'] },
      { again: [], without: ['--edit'] },
    ]);
  }
  if (!options.email && options.output !== undefined) {
    throw new Failure('USAGE', 'one output cannot hold several messages', [
      { again: [], without: ['--output'] },
      { advice: 'or pack them, and encrypt the archive' },
      { shell: packFiles('report.tar.gz', files) },
    ]);
  }
  if (besides) {
    throw new Failure('USAGE', `standard input (-) stands ${options.email ? 'first' : 'alone'}`, [
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
  if (isSystemFile(absolute(input)) || devicePath(input) !== undefined) {
    const failure = new Failure('USAGE', `${input} is no file that an output could be named after`, [
      ANOTHER_OUTPUT,
    ]);
    throw inputs.length > 1 ? forOneOf(failure, input) : failure;
  }
  return input + extension;
}

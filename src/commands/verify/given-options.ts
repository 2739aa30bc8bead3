/** What the options and the names of files say against each other, before any file is touched. */
import { Failure, type Hint, type Next } from '../../errors.js';
import type { Context } from '../../output/context.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { parseSize } from '../../text/sizes.js';
import type { VerifyCommandOptions } from './session.js';

/** The files of the command line. */
export interface FileNames {
  first: string | undefined;
  second: string | undefined;
}

/** @throws Failure USAGE */
export function checkOptions(context: Context, options: VerifyCommandOptions, names: FileNames): void {
  const { output, signature } = options;
  if (options.addressed) checkAddressed(context, options, names);
  if (options.part !== undefined) checkPart(options, names);
  if (context.json && output === '-') {
    throw new Failure('USAGE', '--json and --output - contradict each other: both want standard output', [
      { again: [], without: ['--json', '--format'] },
    ]);
  }
  if (signature !== undefined && names.second !== undefined) {
    throw new Failure('USAGE', 'with --signature there is one file of data', [
      { shell: verifyCommand(context.bundleDir)(['--signature', signature], names.first ?? '-') },
    ]);
  }
  const [one, other] =
    signature === undefined ? [names.first, names.second] : [signature, names.first ?? '-'];
  if (one === '-' && other === '-') {
    throw new Failure(
      'USAGE',
      'signature and data cannot both come from standard input: name the file of one of them',
      [VERIFY_HELP],
    );
  }
}

/** `--addressed` asks one thing of one file. */
function checkAddressed(
  { bundleDir }: Context,
  options: VerifyCommandOptions,
  { first, second }: FileNames,
): void {
  const { output, signature } = options;
  const refuse = (what: string, hint: Hint) => {
    throw new Failure('USAGE', `--addressed looks at an encrypted message, and takes no ${what}`, [hint]);
  };
  if (output !== undefined) refuse('--output', { again: [], without: ['--output', '--force'] });
  if (options.part !== undefined) refuse('--part', { again: [], without: ['--part'] });
  if (signature !== undefined) refuse('--signature', { again: [], without: ['--signature'] });
  if (first !== undefined && second !== undefined)
    refuse('second file', { shell: verifyCommand(bundleDir)(['--addressed'], first) });
}

/** `--part` takes a part of one file that holds a mail. */
function checkPart(options: VerifyCommandOptions, { first, second }: FileNames): void {
  const { part, signature } = options;
  if (partOf(options) === undefined) {
    throw new Failure('USAGE', `--part is no number from 1 up: ${part}`, [{ again: ['--part', '1'] }]);
  }
  const two = signature !== undefined || (first !== undefined && second !== undefined);
  if (two) {
    throw new Failure('USAGE', '--part takes a part of one mail, and no signature or data beside it', [
      { again: [], without: ['--part'] },
    ]);
  }
}

/** The part that is meant; `undefined`: none is, or it is no number. */
export function partOf({ part }: VerifyCommandOptions): number | undefined {
  return part !== undefined && /^[1-9]\d{0,6}$/.test(part) ? Number(part) : undefined;
}

/** Where no command line of this run is the right one. */
export const VERIFY_HELP: Hint = { run: 'verify --help' };

/** @throws Failure USAGE */
export function maxSizeOf({ maxSize }: VerifyCommandOptions): number {
  const size = parseSize(maxSize);
  if (size !== undefined) return size;
  throw new Failure('USAGE', `--max-size is no size up to 1 GiB: ${maxSize}`, [
    { again: ['--max-size', '100M'] },
  ]);
}

/** What to do where standard input cannot be read. */
export function nameTheFiles({ signature }: VerifyCommandOptions, { second }: FileNames): Next[] {
  const two = signature !== undefined || second !== undefined;
  const files = two ? 'the files of the signature and of its data' : 'the file of the message';
  return [{ advice: `name ${files}` }, VERIFY_HELP];
}

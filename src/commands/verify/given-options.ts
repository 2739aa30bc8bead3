/** What the options and the names of files say against each other, before any file is touched. */
import { Failure } from '../../errors.js';
import type { Context } from '../../output/context.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { parseSize } from '../../text/sizes.js';
import type { VerifyCommandOptions } from './session.js';

export interface Names {
  first: string | undefined;
  second: string | undefined;
}

/** @throws Failure USAGE */
export function checkOptions(context: Context, options: VerifyCommandOptions, names: Names): void {
  const { output, signature } = options;
  if (options.addressed) checkAddressed(context, options, names);
  if (options.part !== undefined) checkPart(context, options, names);
  if (context.json && output === '-') {
    throw new Failure('USAGE', '--json and --output - contradict each other: both want standard output', [
      { again: ['--output', 'FILE'] },
    ]);
  }
  if (signature !== undefined && names.second !== undefined) {
    throw new Failure('USAGE', 'with --signature there is one file of data', [
      verifyCommand(context.bundleDir)(['--signature', signature], names.first ?? '-'),
    ]);
  }
  const [one, other] =
    signature === undefined ? [names.first, names.second] : [signature, names.first ?? '-'];
  if (one === '-' && other === '-') {
    throw new Failure(
      'USAGE',
      'signature and data cannot both come from standard input: name the file of one of them',
      [verifyHelp(context)],
    );
  }
}

/** `--addressed` asks one thing of one file. */
function checkAddressed(
  { again, bundleDir }: Context,
  options: VerifyCommandOptions,
  { first, second }: Names,
): void {
  const { output, signature } = options;
  const refuse = (what: string, hint: string) => {
    throw new Failure('USAGE', `--addressed looks at an encrypted message, and takes no ${what}`, [hint]);
  };
  if (output !== undefined) refuse('--output', again([], ['--output', '--force']));
  if (options.part !== undefined) refuse('--part', again([], ['--part']));
  if (signature !== undefined) refuse('--signature', again([], ['--signature']));
  if (first !== undefined && second !== undefined)
    refuse('second file', verifyCommand(bundleDir)(['--addressed'], first));
}

/** `--part` takes a part of one file that holds a mail. */
function checkPart({ again }: Context, options: VerifyCommandOptions, { first, second }: Names): void {
  const { part, signature } = options;
  if (partOf(options) === undefined) {
    throw new Failure('USAGE', `--part is no number from 1 up: ${part}`, [again(['--part', '1'])]);
  }
  const two = signature !== undefined || (first !== undefined && second !== undefined);
  if (two) {
    throw new Failure('USAGE', '--part takes a part of one mail, and no signature or data beside it', [
      again([], ['--part']),
    ]);
  }
}

/** The part that is meant; `undefined`: none is, or it is no number. */
export function partOf({ part }: VerifyCommandOptions): number | undefined {
  return part !== undefined && /^[1-9]\d{0,6}$/.test(part) ? Number(part) : undefined;
}

const verifyHelp = ({ bundleDir }: Context) => verifyCommand(bundleDir)(['--help']);

/** @throws Failure USAGE */
export function maxSizeOf({ again }: Context, { maxSize }: VerifyCommandOptions): number {
  const size = parseSize(maxSize);
  if (size !== undefined) return size;
  throw new Failure('USAGE', `--max-size is no size up to 1 GiB: ${maxSize}`, [
    again(['--max-size', '100M']),
  ]);
}

/** The same command with files in the place of standard input. */
export function withFiles(
  context: Context,
  { signature }: VerifyCommandOptions,
  { first, second }: Names,
): string {
  const command = verifyCommand(context.bundleDir);
  const named = (file: string | undefined, otherwise: string) =>
    file === undefined || file === '-' ? otherwise : file;
  if (signature !== undefined)
    return command(['--signature', named(signature, 'SIGNATURE')], named(first, 'DATA'));
  if (second !== undefined) return command([], named(first, 'SIGNATURE'), named(second, 'DATA'));
  return command([], 'FILE');
}

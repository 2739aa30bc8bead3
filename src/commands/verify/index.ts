import type { ArgumentsOf } from '../../declared/values.js';
import { EXIT, Failure } from '../../errors.js';
import { refuseEmptyNames } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { trustIn, type Verdict, type Verification } from '../../pgp/verify/index.js';

import { parseSize } from '../../text/sizes.js';
import { bundleFiles, openBundle, openCertificate } from '../../vendor/open.js';
import { conclude } from './conclude.js';
import { examine } from './examine.js';
import type { VerifyCommandOptions } from './session.js';

interface Names {
  first: string | undefined;
  second: string | undefined;
}

/** `verify`: what a message is, and whether the vendor's key signed it. */
export async function verify(
  context: Context,
  [first, second]: ArgumentsOf<'verify'>,
  options: VerifyCommandOptions,
): Promise<number> {
  refuseEmptyNames('verify', [first, second]);
  checkOptions(context, options, { first, second });
  const maxSize = maxSizeOf(options);
  const bundle = await openBundle(context);
  const certificate = await openCertificate(bundle);
  const session = {
    context,
    options,
    trust: trustIn(certificate),
    maxSize,
    files: await bundleFiles(bundle),
    // looked at when a signature is judged: what comes down a pipe may be signed while we wait for it
    get now() {
      return new Date();
    },
    stdinHints: [`name the file: ${withFiles(context, options, { first, second })}`],
  };
  const examined = await examine(session, { first, second });
  const { name } = bundle.manifest;
  await conclude(context, examined, { name, facts: certificate.facts, bundled: bundle.bundled }, options);
  return exitStatus(examined.result, options);
}

function checkOptions(context: Context, options: VerifyCommandOptions, names: Names): void {
  if (context.json && options.output === '-') {
    throw new Failure('USAGE', '--json and --output - contradict each other: both want standard output', [
      'name a file: --output FILE',
    ]);
  }
  if (options.signature !== undefined && names.second !== undefined) {
    throw new Failure('USAGE', 'with --signature there is one file of data', [
      verifyCommand(context.bundleDir)(['--signature', 'SIGNATURE'], 'DATA'),
    ]);
  }
  const signature = options.signature ?? (names.second === undefined ? undefined : names.first);
  const data = options.signature === undefined ? names.second : (names.first ?? '-');
  if (signature === '-' && data === '-') {
    throw new Failure('USAGE', 'signature and data cannot both come from standard input', [
      verifyCommand(context.bundleDir)(['--signature', 'SIGNATURE'], 'DATA'),
    ]);
  }
}

function maxSizeOf({ maxSize }: VerifyCommandOptions): number {
  const size = parseSize(maxSize);
  if (size !== undefined) return size;
  throw new Failure('USAGE', `--max-size is no size up to 1 GiB: ${maxSize}`, [
    'write it as --max-size 100M',
  ]);
}

/** The same command with files in the place of standard input. */
function withFiles(context: Context, { signature }: VerifyCommandOptions, { first, second }: Names): string {
  const command = verifyCommand(context.bundleDir);
  const named = (file: string | undefined, otherwise: string) =>
    file === undefined || file === '-' ? otherwise : file;
  if (signature !== undefined)
    return command(['--signature', named(signature, 'SIGNATURE')], named(first, 'DATA'));
  if (second !== undefined) return command([], named(first, 'SIGNATURE'), named(second, 'DATA'));
  return command([], 'FILE');
}

/** Section 9 of the contract. */
const STATUSES: Record<Verdict, keyof typeof EXIT> = {
  good: 'OK',
  'not-verified': 'NO_SIGNATURE',
  addressed: 'OK',
  'cannot-tell': 'NOT_ADDRESSED',
  'not-addressed': 'NOT_ADDRESSED',
  'not-protected': 'NOT_PROTECTED',
  malformed: 'BAD_DATA',
};

/** An encrypted message is no success for who wants a signature, or what was signed. */
function exitStatus({ verdict }: Verification, { signed, output, signature }: VerifyCommandOptions): number {
  const wantsSigned = signed || output !== undefined || signature !== undefined;
  return EXIT[verdict === 'addressed' && wantsSigned ? 'NO_SIGNATURE' : STATUSES[verdict]];
}

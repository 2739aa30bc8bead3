import type { ArgumentsOf } from '../../declared/values.js';
import { BrokenPipe, EXIT } from '../../errors.js';
import { refuseEmptyNames } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { trustInKnown, type Verdict, type Verification } from '../../pgp/verify/index.js';
import { repairsOf } from '../../pgp/verify/wholeness.js';
import { bundleFiles, openBundle } from '../../vendor/open.js';
import { conclude } from './conclude.js';
import { examine } from './examine.js';
import { checkOptions, maxSizeOf, nameTheFiles } from './given-options.js';
import type { VerifyCommandOptions } from './session.js';
import { openSigners } from './vendor-signers.js';

/** `verify`: what a message is, and whether the vendor's key signed it. */
export async function verifyFiles(
  context: Context,
  [first, second]: ArgumentsOf<'verify'>,
  options: VerifyCommandOptions,
): Promise<number> {
  refuseEmptyNames('verify', [first, second]);
  checkOptions(context, options, { first, second });
  const maxSize = maxSizeOf(options);
  const bundle = await openBundle(context);
  const { signers, readers, keys } = await openSigners(context, bundle, options.addressed === true);
  const session = {
    context,
    options,
    trust: trustInKnown(signers, readers),
    maxSize,
    bundleFiles: await bundleFiles(bundle),
    // looked at when a signature is judged: what comes down a pipe may be signed while we wait for it
    get now() {
      return new Date();
    },
    stdinNext: nameTheFiles(options, { first, second }),
  };
  const examined = await examine(session, { first, second });
  const { name, successor } = bundle.manifest;
  const place = bundle.bundled ? undefined : context.bundleDir;
  const vendor = { name, successor, keys, place };
  await conclude(context, examined, vendor, options).catch((error) => {
    // 0 says "genuine": a reader that goes away before the end of the answer does not make it so
    if (!(error instanceof BrokenPipe) || error.bytes) throw error;
  });
  return exitStatus(examined.result, options);
}

/** The exit status of each verdict: 0 is for what is genuine, and for nothing else (docs/exit-statuses.md). */
const STATUSES: Record<Verdict, keyof typeof EXIT> = {
  good: 'OK',
  'not-verified': 'NO_SIGNATURE',
  addressed: 'NO_SIGNATURE',
  'cannot-tell': 'NO_SIGNATURE',
  'not-addressed': 'NO_SIGNATURE',
  'not-protected': 'NOT_PROTECTED',
  malformed: 'BAD_DATA',
};

/** The answers to the other question. */
const ADDRESSED: Record<Verdict, keyof typeof EXIT> = {
  good: 'NOT_ADDRESSED',
  'not-verified': 'NOT_ADDRESSED',
  addressed: 'OK',
  'cannot-tell': 'NOT_ADDRESSED',
  'not-addressed': 'NOT_ADDRESSED',
  'not-protected': 'NOT_PROTECTED',
  malformed: 'BAD_DATA',
};

function exitStatus(result: Verification, { addressed }: VerifyCommandOptions): number {
  const { verdict } = result;
  if (!addressed) return EXIT[STATUSES[verdict]];
  // whoever gets the message gets it as it is, and not as it was repaired here
  return EXIT[repairsOf(result).length > 0 && verdict === 'addressed' ? 'NOT_ADDRESSED' : ADDRESSED[verdict]];
}

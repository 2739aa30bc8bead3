import { Chalk } from 'chalk';
import type { Context } from '../../context.js';
import { EXIT, Failure } from '../../errors.js';
import { renderFields } from '../../output/fields.js';
import { parseSize } from '../../output/size.js';
import { writeJson, writeOut } from '../../output/stdout.js';
import { verifyCommand } from '../../output/verify-command.js';
import { hintsFor } from '../../output/verify-hints.js';
import { verifyJson } from '../../output/verify-json.js';
import { warningWords } from '../../output/verify-warnings.js';
import { type VendorWords, verifyFields } from '../../output/verify-words.js';
import { trustIn, type Verification } from '../../pgp/verify/index.js';
import { openBundle, openCertificate } from '../../vendor.js';
import { examine } from './examine.js';
import type { Examined, VerifyCommandOptions } from './session.js';

const DEFAULT_MAX_SIZE = 64 << 20;

interface Names {
  first: string | undefined;
  second: string | undefined;
}

/** `verify`: what a message is, and whether the vendor's key signed it. */
export async function verify(
  context: Context,
  args: (string | string[] | undefined)[],
  options: VerifyCommandOptions,
): Promise<number> {
  const [first, second] = args as (string | undefined)[];
  checkOptions(context, options, { first, second });
  const maxSize = options.maxSize === undefined ? DEFAULT_MAX_SIZE : parseSize(options.maxSize, '--max-size');
  const bundle = await openBundle(context);
  const certificate = await openCertificate(bundle);
  const session = {
    context,
    options,
    trust: trustIn(certificate),
    maxSize,
    // looked at when a signature is judged: what comes down a pipe may be signed while we wait for it
    get now() {
      return new Date();
    },
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

/** Content goes out after the verdict is known; before it is printed where a failure would spoil the result. */
async function conclude(
  context: Context,
  { result, file, sink, hints }: Examined,
  vendor: VendorWords,
  options: VerifyCommandOptions,
): Promise<void> {
  const good = result.verdict === 'good';
  const toStdout = options.output === '-' && good;
  if (!good) await sink?.abort();
  else if (!toStdout) await sink?.commit();
  for (const warning of result.warnings) context.say.warning(warningWords(warning));
  const allHints = [
    ...hints,
    ...hintsFor(result, { file, output: options.output, command: verifyCommand(context.bundleDir) }),
  ];
  if (context.json) await writeJson(context.io, verifyJson(result, vendor, allHints));
  else await printFields(context, result, { vendor, toStderr: toStdout });
  for (const hint of allHints) context.say.hint(hint);
  if (toStdout) await sink?.commit();
}

async function printFields(
  context: Context,
  result: Verification,
  given: { vendor: VendorWords; toStderr: boolean },
): Promise<void> {
  const fields = verifyFields(result, given.vendor);
  if (given.toStderr) {
    for (const [label, value] of fields) {
      for (const text of [value].flat()) context.say.info(`${label.toLowerCase()}: ${text}`);
    }
    return;
  }
  const chalk = new Chalk({ level: context.terminal.color ? 1 : 0 });
  const width = Math.min(context.terminal.columns ?? 80, 100);
  await writeOut(context.io, `${await renderFields(fields, width, chalk.bold)}\n`);
}

/** Section 9 of the contract. */
function exitStatus(result: Verification, options: VerifyCommandOptions): number {
  switch (result.verdict) {
    case 'good':
      return EXIT.OK;
    case 'not-verified':
      return EXIT.NO_SIGNATURE;
    case 'addressed': {
      const wantsSigned = options.signed || options.output !== undefined || options.signature !== undefined;
      return wantsSigned ? EXIT.NO_SIGNATURE : EXIT.OK;
    }
    case 'cannot-tell':
    case 'not-addressed':
      return EXIT.NOT_ADDRESSED;
    case 'not-protected':
      return EXIT.NOT_PROTECTED;
    case 'malformed':
      return EXIT.BAD_DATA;
  }
}

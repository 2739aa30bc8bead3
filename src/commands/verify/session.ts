import type { OptionsOf } from '../../declared/values.js';
import type { Next } from '../../errors.js';
import type { FileSink } from '../../files/write/atomic-file.js';
import type { OutputOptions } from '../../files/write/destination.js';
import type { Context } from '../../output/context.js';
import type { CheckedFiles } from '../../output/words/verify/detail-fields.js';
import type { Trust } from '../../pgp/verify/trust.js';
import type { Verification } from '../../pgp/verify/verification.js';
import type { FileIdentity } from '../../system/file-identity.js';

export type VerifyCommandOptions = OptionsOf<'verify'>;

/** One run of `verify`. */
export interface VerifySession {
  context: Context;
  options: VerifyCommandOptions;
  trust: Trust;
  maxSize: number;
  /** No output may be one of them. */
  bundleFiles: readonly FileIdentity[];
  now: Date;
  /** What to do where standard input cannot be read. */
  stdinNext: readonly Next[];
}

/** What came of it. */
export interface Examined {
  result: Verification;
  /** The file that the result is about, for hints. */
  file: string;
  /** Content that waits to be handed out or thrown away. */
  sink: FileSink | undefined;
  /** How much waits there. */
  bytes: number;
  /** Where a detached signature and its data came from. */
  files: CheckedFiles | undefined;
  /** Commands that lead on. */
  hints: readonly string[];
}

/** Of what has no content. */
export const NO_CONTENT = { sink: undefined, bytes: 0, files: undefined, hints: [] };

/** No content replaces a file that was read. */
export function releaseOptions(
  { options, bundleFiles }: VerifySession,
  read: readonly (FileIdentity | undefined)[],
): OutputOptions {
  const inputs = [...read.filter((identity) => identity !== undefined), ...bundleFiles];
  return { force: options.force === true, inputs };
}

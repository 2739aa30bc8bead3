import type { Context } from '../context.js';
import { EXIT, Failure } from '../errors.js';
import { openInput } from '../input.js';
import {
  encryptWarnings,
  nextStep,
  type Party,
  partyWords,
  refusal,
  type Written,
  writtenWords,
} from '../output/encrypt-words.js';
import { writeJson } from '../output/stdout.js';
import type { Certificate } from '../pgp/certificate.js';
import { encryptStream } from '../pgp/encrypt.js';
import { judge } from '../pgp/policy.js';
import type { Recipient } from '../pgp/recipients.js';
import { openBundle, openCertificate } from '../vendor.js';
import { type Job, openSink, planJobs } from './encrypt-jobs.js';

export interface EncryptOptions {
  output?: string;
  binary?: boolean;
  force?: boolean;
  strict?: boolean;
}

/** `encrypt`: everything that can be known is checked before the first output is opened. */
export async function encrypt(
  context: Context,
  [files]: (string | string[] | undefined)[],
  options: EncryptOptions,
): Promise<number> {
  const { say } = context;
  const now = new Date();
  const bundle = await openBundle(context);
  const certificate = await openCertificate(bundle, now);
  const usability = judge(certificate.facts, now);
  if (usability.status !== 'usable' && (usability.status !== 'expired' || options.strict)) {
    throw refusal(usability, now, {
      name: `the key of ${bundle.manifest.name}`,
      hints: refusalHints(usability.status),
    });
  }
  const jobs = await planJobs(context, files as string[], options);
  for (const warning of encryptWarnings(usability, bundle.manifest, now)) say.warning(warning);
  const recipients: Recipient[] = [{ certificate, key: usability.key }];
  const written: Written[] = [];
  for (const job of jobs) {
    try {
      written.push(await runJob(context, job, recipients, options));
    } catch (error) {
      throw named(error, jobs.slice(jobs.indexOf(job)));
    }
  }
  const parties = recipients.map(partyOf);
  for (const one of written) say.info(writtenWords(one));
  for (const party of parties) say.info(partyWords('encrypted for', party));
  say.hint(nextStep(written, bundle.manifest.address));
  if (context.json)
    await writeJson(context.io, {
      outputs: written,
      recipients: recipients.map(recipientJson),
      address: bundle.manifest.address,
      keyExpired: usability.status === 'expired',
      warnings: say.warnings,
    });
  return EXIT.OK;
}

function refusalHints(status: string): string[] {
  const update = 'codeship-sec key update FILE';
  return status === 'expired'
    ? ['without --strict it is used with a warning', `with a newer copy of the key: ${update}`]
    : ['codeship-sec contact'];
}

const partyOf = ({ certificate }: Recipient): Party => ({
  userID: certificate.facts.userIDs[0] ?? null,
  fingerprint: certificate.facts.primary.fingerprint,
});

function recipientJson({ certificate, key }: Recipient) {
  return { ...partyOf({ certificate, key }), encryptionKey: key.fingerprint };
}

async function runJob(
  context: Context,
  job: Job,
  recipients: readonly Recipient[],
  options: EncryptOptions,
): Promise<Written> {
  const input = await openInput(context.io, job.input ?? '-');
  try {
    const sink = await openSink(context, job, options.force === true);
    try {
      const counts = await encryptStream(
        { recipients, armor: !options.binary, size: input.size },
        input.chunks(),
        sink.write,
      );
      await sink.commit();
      return { input: job.input, output: job.output, ...counts };
    } catch (error) {
      await sink.abort();
      throw error;
    }
  } finally {
    await input.close();
  }
}

/** After a failure of one of several files: which ones have not been encrypted. */
function named(error: unknown, left: readonly Job[]): unknown {
  if (!(error instanceof Failure) || left.length < 2) return error;
  const names = left.map(({ input }) => input ?? '-');
  return new Failure(error.code, error.message, [...error.hints, `not encrypted: ${names.join(', ')}`], {
    cause: error,
  });
}

export type { Certificate };

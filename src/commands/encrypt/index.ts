import type { Bundle } from '../../bundle/model.js';
import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT, Failure, type Next } from '../../errors.js';
import { refuseEmptyNames } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { inWords } from '../../output/in-words.js';
import { startWriting } from '../../output/interruption.js';
import { refusal, type Written, writtenWords } from '../../output/words/encrypt-words.js';
import type { EncryptionTarget } from '../../pgp/encrypt/encryption-target.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { bundleFiles, openBundle, openVerified } from '../../vendor/open.js';
import { afterOthers } from './encrypt-hints.js';
import { checkKeyOptions, openSelf, openSigner } from './own-keys.js';
import { type Job, planJobs } from './plan.js';
import { report } from './report.js';
import { type JobRequest, runJob } from './run-job.js';

type EncryptOptions = OptionsOf<'encrypt'>;

/** `encrypt`: everything that can be known is checked before the first output is opened. */
export async function encryptFiles(
  context: Context,
  [files]: ArgumentsOf<'encrypt'>,
  options: EncryptOptions,
): Promise<number> {
  refuseEmptyNames('encrypt', files);
  checkFilename(options);
  const keyFiles = await checkKeyOptions(options);
  const now = new Date();
  const bundle = await openBundle(context);
  const { vendor, usability } = await openVendor(bundle, options.strict === true, now);
  const jobs = await planJobs(context, files, options, {
    keyFiles,
    bundleFiles: await bundleFiles(bundle),
  });
  const self = options.encryptToSelf && (await openSelf(context, options.encryptToSelf, vendor, now));
  const signer = options.signWith ? await openSigner(context, options.signWith, options, now) : undefined;
  const recipients: [EncryptionTarget, ...EncryptionTarget[]] = self ? [vendor, self] : [vendor];
  const request = {
    recipients,
    signer,
    armor: !options.binary,
    hidden: options.hiddenRecipient,
    filename: options.setFilename,
  };
  const written = await runJobs(context, jobs, request, options.force === true);
  await report(context, {
    manifest: bundle.manifest,
    written,
    recipients,
    signer: signer?.facts,
    usability,
    binary: options.binary === true,
    hidden: options.hiddenRecipient === true,
  });
  return EXIT.OK;
}

/** One after the other; a failure, or a signal, leaves what was finished. */
async function runJobs(
  context: Context,
  jobs: readonly Job[],
  request: JobRequest,
  force: boolean,
): Promise<Written[]> {
  const written: Written[] = [];
  const writing = startWriting(context);
  for (const [at, job] of jobs.entries()) {
    const running = runJob(context, job, request, { force, outcome: writing });
    const one = await running.catch(async (refused) => {
      writing.over();
      if (jobs.length === 1) throw refused;
      const error = await inWords(refused);
      const [failed = '', ...left] = jobs.slice(at).map(({ input }) => input ?? '-');
      throw afterOthers(context, error, { outputs: written, failed, left });
    });
    if (one.bytesIn === 0)
      context.say.warning(`${one.input ?? 'standard input'} is empty: so is the message`);
    context.say.info(writtenWords(one));
    written.push(one);
  }
  writing.over();
  return written;
}

function checkFilename(options: EncryptOptions): void {
  const bytes = Buffer.byteLength(options.setFilename ?? '');
  if (bytes > 255) {
    throw new Failure('USAGE', `--set-filename takes at most 255 bytes, and this name has ${bytes}`, [
      { again: [], without: ['--set-filename'] },
    ]);
  }
}

/** The vendor as recipient; an expired key is used unless `strict` (pgp/policy says why). */
async function openVendor(
  bundle: Bundle,
  strict: boolean,
  now: Date,
): Promise<{ vendor: EncryptionTarget; usability: EncryptionChoice }> {
  const certificate = await openVerified(bundle, now);
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status === 'usable' || (usability.status === 'expired' && !strict)) {
    return { vendor: { certificate, key: usability.key }, usability };
  }
  const next: Next[] =
    usability.status === 'expired'
      ? [
          { advice: 'without --strict it is used, with a warning' },
          { again: [], without: ['--strict'] },
          { advice: 'a newer copy of the key is taken by key update' },
        ]
      : [{ run: 'contact' }];
  throw refusal(usability, now, `the key of ${bundle.manifest.name}`, next);
}

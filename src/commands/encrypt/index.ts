import type { Manifest } from '../../bundle/manifest.js';
import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT } from '../../errors.js';
import { refuseEmptyNames } from '../../files/read/input.js';
import { tryOutput } from '../../files/write/atomic-file.js';
import type { Mailbox } from '../../mail/compose/letter.js';
import type { Context } from '../../output/context.js';
import { inWords } from '../../output/in-words.js';
import { startWriting } from '../../output/interruption.js';
import { type Written, writtenWords } from '../../output/words/encrypt/encrypt-words.js';
import type { Original } from '../../output/words/encrypt/next-steps.js';
import { recipientOf } from '../../output/words/encrypt/report-recipient.js';
import { bundleFiles, openBundle } from '../../vendor/open.js';
import { addressForMail, checkEncryptOptions } from './check-options.js';
import { afterOthers } from './encrypt-hints.js';
import { checkKeyOptions, openSelf, openSigner } from './own-keys.js';
import { type Job, planJobs } from './plan.js';
import { type JobRequest, runJob } from './run-job.js';
import { sayDone } from './say-done.js';
import { openRecipients } from './vendor-recipients.js';

type EncryptOptions = OptionsOf<'encrypt'>;

/** `encrypt`: everything that can be known is checked before the first output is opened. */
export async function encryptFiles(
  context: Context,
  [files]: ArgumentsOf<'encrypt'>,
  options: EncryptOptions,
): Promise<number> {
  refuseEmptyNames('encrypt', files);
  checkEncryptOptions(options);
  const keyFiles = await checkKeyOptions(options);
  const from = options.from === undefined ? undefined : await senderOf(options.from);
  const now = new Date();
  const bundle = await openBundle(context);
  const { targets, usability, leftOut } = await openRecipients(
    bundle,
    { strict: options.strict === true, compiled: keyFiles.length === 0 },
    now,
  );
  // a vendor without a key has no use for the advice to leave --email out
  const to = options.email ? addressForMail(bundle.manifest) : null;
  for (const words of leftOut) context.say.warning(words);
  const jobs = await planJobs(context, files, options, {
    keyFiles,
    bundleFiles: await bundleFiles(bundle),
  });
  const self = options.encryptToSelf && (await openSelf(context, options.encryptToSelf, targets, now));
  const signer = options.signWith ? await openSigner(context, options.signWith, options, now) : undefined;
  const request = {
    recipient: recipientOf(bundle.manifest),
    recipients: self ? [...targets, self] : targets,
    signer,
    armor: !options.binary,
    hidden: options.hiddenRecipient,
    filename: options.setFilename,
    mail: to === null ? undefined : { from, to, subject: options.subject },
  };
  const force = options.force === true;
  const [first] = jobs;
  const { written, original } =
    options.edit && first
      ? await editAndRun(context, first, { request, manifest: bundle.manifest, force })
      : { written: await runJobs(context, jobs, { request, force }), original: 'input' as const };
  await sayDone(context, {
    manifest: bundle.manifest,
    written,
    vendor: targets,
    self: self || undefined,
    signer: signer?.facts,
    usability,
    binary: options.binary === true,
    hidden: options.hiddenRecipient === true,
    original,
    mail: request.mail,
  });
  return EXIT.OK;
}

interface Asked {
  request: JobRequest;
  force: boolean;
}

/** What was written in the editor is not lost by a failure. */
async function editAndRun(
  context: Context,
  job: Job,
  { manifest, ...asked }: Asked & { manifest: Manifest },
): Promise<{ written: Written[]; original: Original }> {
  const { editReport, keepMessage } = await import('./edit/index.js');
  // nobody writes a report only to learn that it has no place
  if (job.output !== null) await tryOutput(job.output, { force: asked.force, inputs: job.inputs });
  const edited = await editReport(context, job.fromTemplate ? undefined : job.input, manifest);
  const request = { ...asked.request, edited };
  try {
    const written = await runJobs(context, [job], { ...asked, request });
    edited.copy.folder.remove();
    return { written, original: edited.original };
  } catch (error) {
    const outcome = { finished: [], begun: undefined };
    throw await keepMessage(edited.copy, await inWords(error), (output) =>
      runJob(context, { ...job, output }, request, { force: true, outcome }),
    );
  }
}

/** One after the other; a failure, or a signal, leaves what was finished. */
async function runJobs(
  context: Context,
  jobs: readonly Job[],
  { request, force }: Asked,
): Promise<Written[]> {
  const written: Written[] = [];
  const writing = startWriting(context, request.edited !== undefined);
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

async function senderOf(text: string): Promise<Mailbox> {
  const { sender } = await import('./mail/sender.js');
  return sender(text);
}

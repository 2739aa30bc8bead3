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
import type { EncryptionTarget } from '../../pgp/encrypt/encryption-target.js';
import type { Signer } from '../../pgp/encrypt/signer.js';
import { bundleFiles, openBundle } from '../../vendor/open.js';
import { addressForMail, checkEncryptOptions } from './check-options.js';
import { afterOthers } from './encrypt-hints.js';
import { checkKeyOptions, openSelf, openSigner } from './own-keys.js';
import { type Job, planJobs } from './plan.js';
import { type JobRequest, runJob } from './run-job.js';
import { sayDone } from './say-done.js';
import { openRecipients, type VendorRecipients } from './vendor-recipients.js';

type EncryptOptions = OptionsOf<'encrypt'>;

/** `encrypt`: everything that can be known is checked before the first output is opened. */
export async function encryptFiles(
  context: Context,
  [files]: ArgumentsOf<'encrypt'>,
  options: EncryptOptions,
): Promise<number> {
  refuseEmptyNames('encrypt', files);
  checkEncryptOptions(options);
  const prepared = await prepare(context, files, options, new Date());
  const { manifest, vendor, self, signer, mail } = prepared;
  const { written, original } = await writeMessages(context, prepared, options);
  await sayDone(context, {
    ...{ manifest, written, original, self, mail },
    vendor: vendor.targets,
    usability: vendor.usability,
    signer: signer?.facts,
    binary: options.binary === true,
    hidden: options.hiddenRecipient === true,
  });
  return EXIT.OK;
}

/** What the messages are made of and for, all of it checked. */
interface Prepared {
  manifest: Manifest;
  jobs: readonly Job[];
  vendor: VendorRecipients;
  /** The user's own certificate, which can open the messages too. */
  self: EncryptionTarget | undefined;
  signer: Signer | undefined;
  mail: JobRequest['mail'];
}

/** @throws Failure as what it calls: nothing has been written yet */
async function prepare(
  context: Context,
  files: readonly string[],
  options: EncryptOptions,
  now: Date,
): Promise<Prepared> {
  const keyFiles = await checkKeyOptions(options);
  const from = options.from === undefined ? undefined : await senderOf(options.from);
  const bundle = await openBundle(context);
  const { manifest } = bundle;
  const choice = { strict: options.strict === true, compiled: keyFiles.length === 0 };
  const vendor = await openRecipients(bundle, choice, now);
  // a vendor without a key has no use for the advice to leave --email out
  const mail = options.email ? { from, to: addressForMail(manifest), subject: options.subject } : undefined;
  for (const words of vendor.leftOut) context.say.warning(words);
  const others = { keyFiles, bundleFiles: await bundleFiles(bundle) };
  const jobs = await planJobs(context, files, options, others);
  const { encryptToSelf, signWith } = options;
  const self = encryptToSelf ? await openSelf(context, encryptToSelf, vendor.targets, now) : undefined;
  const signer = signWith ? await openSigner(context, signWith, options, now) : undefined;
  return { manifest, jobs, vendor, self, signer, mail };
}

/** Makes the messages, of what an editor gives where `--edit` asks for that. */
async function writeMessages(
  context: Context,
  { manifest, jobs, vendor: { targets }, self, signer, mail }: Prepared,
  options: EncryptOptions,
): Promise<{ written: Written[]; original: Original }> {
  const request = {
    recipient: recipientOf(manifest),
    recipients: self ? [...targets, self] : targets,
    ...{ signer, mail },
    armor: !options.binary,
    hidden: options.hiddenRecipient,
    filename: options.setFilename,
  };
  const asked = { request, force: options.force === true };
  const [first] = jobs;
  if (options.edit && first) return editAndRun(context, first, { ...asked, manifest });
  return { written: await runJobs(context, jobs, asked), original: 'input' };
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

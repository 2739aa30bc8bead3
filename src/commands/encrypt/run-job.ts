import { type FileSink, openOutput } from '../../files/write/atomic-file.js';
import { isTerminal } from '../../files/write/destination.js';
import { writeOut } from '../../files/write/stdout.js';
import type { Mailbox } from '../../mail/compose/letter.js';
import type { Context } from '../../output/context.js';
import { noted } from '../../output/interruption.js';
import { warnOfLostOutput } from '../../output/lost-output.js';
import { createProgress, NO_PROGRESS, type Progress } from '../../output/terminal/progress.js';
import { DEFAULT_SUBJECT, REPORT_ATTACHED, type Written } from '../../output/words/encrypt/encrypt-words.js';
import type { Outcome } from '../../output/words/interrupted-words.js';
import { type EncryptRequest, encryptStream } from '../../pgp/encrypt/index.js';
import type { ReportRecipient } from '../../report/template.js';
import type { ByteCounts, Write } from '../../streams/byte-streams.js';
import { keepHeapSmall } from '../../system/heap.js';
import { onEnding } from '../../system/signals.js';
import { type Content, editedContent, openContent } from './job-content.js';
import type { Job } from './plan.js';

/** What is asked of each job. */
export interface JobRequest extends Omit<EncryptRequest, 'size' | 'lineEnd'> {
  /** The message is to be a mail. */
  mail?: { from: Mailbox | undefined; to: string; subject: string | undefined } | undefined;
  /** Whom the template is for. */
  recipient: ReportRecipient;
  /** What was written in the editor stands for the report. */
  edited?: { name: string; text: Uint8Array } | undefined;
}

/**
 * Reads, encrypts and puts the output in place; after a failure nothing is there.
 *
 * @throws Failure IO_ERROR, MISSING_INPUT, OUTPUT_EXISTS
 */
export async function runJob(
  context: Context,
  job: Job,
  request: JobRequest,
  { force, outcome }: { force: boolean; outcome: Outcome },
): Promise<Written> {
  const { input, output, inputs, attachments } = job;
  const { mail } = request;
  const source = await openSource(context, job, request);
  const typed = input !== null && (await isTerminal(input));
  const progress = typed ? NO_PROGRESS : createProgress(context, source.name, source.estimate);
  const cleared = onEnding(progress.clear);
  try {
    const known = [...inputs, ...source.identities];
    const opened =
      output === null ? standardOutput(context) : await openOutput(output, { force, inputs: known });
    const sink = noted(opened, output ?? 'standard output', outcome);
    try {
      if ((source.estimate ?? Number.POSITIVE_INFINITY) > LARGE) await keepHeapSmall();
      const counts = await source.encrypt(progress, sink.write);
      await sink.commit();
      return { input, output, ...counts, ...(mail && { attachments }) };
    } catch (error) {
      await sink.abort();
      throw error;
    }
  } finally {
    progress.clear();
    cleared();
    await source.close();
  }
}

/** Less is encrypted before anything has grown. */
const LARGE = 1 << 24;

/** What is read, and how it becomes a message. */
interface JobSource extends Omit<Content, 'bytes' | 'size'> {
  encrypt(progress: Progress, write: Write): Promise<ByteCounts>;
}

async function openSource(context: Context, job: Job, request: JobRequest): Promise<JobSource> {
  const { mail, edited, recipient, ...asked } = request;
  const report = edited
    ? editedContent(context, edited, recipient)
    : await openContent(context, job.input, recipient);
  if (!mail) {
    const { bytes, size } = report;
    return {
      ...report,
      encrypt: (progress, write) => encryptStream({ ...asked, size }, bytes(progress), write),
    };
  }
  const { mailContent } = await import('./mail/mail-content.js');
  const { encryptMailStream } = await import('../../pgp/encrypt/encrypt-mail.js');
  const content = await mailContent(context, report, job.attachments, recipient);
  const { from, to, subject = DEFAULT_SUBJECT } = mail;
  const letter = { from, to, subject, date: new Date(), reportAttached: REPORT_ATTACHED };
  return {
    ...content,
    encrypt: (progress, write) => encryptMailStream(asked, { letter, ...content.parts(progress) }, write),
  };
}

function standardOutput(context: Context): FileSink {
  warnOfLostOutput(context);
  return {
    arrives: 'written',
    write: (chunk) => writeOut(context.io, chunk, 'bytes'),
    commit: async () => undefined,
    abort: async () => undefined,
  };
}

import { basename } from 'node:path';
import { attachmentName } from '../../../mail/compose/attachment-name.js';
import type { Attachment } from '../../../mail/compose/letter.js';
import type { Context } from '../../../output/context.js';
import type { Progress } from '../../../output/terminal/progress.js';
import { renamedWords } from '../../../output/words/encrypt/encrypt-words.js';
import { ofSize } from '../../../pgp/encrypt/promised-size.js';
import type { ReportRecipient } from '../../../report/template.js';
import { totalSize } from '../../../streams/total-size.js';
import { type Content, openContent } from '../job-content.js';

/** A report and the files that go with it, in one mail. */
export interface MailContent extends Omit<Content, 'bytes' | 'size'> {
  parts(progress: Progress): { report: Attachment; attachments: readonly Attachment[] };
}

/** All files are opened at once. @throws Failure MISSING_INPUT */
export async function mailContent(
  context: Context,
  report: Content,
  paths: readonly string[],
  recipient: ReportRecipient,
): Promise<MailContent> {
  const attached: Content[] = [];
  const close = async () => {
    for (const one of [report, ...attached]) await one.close();
  };
  try {
    for (const path of paths) {
      attached.push(await openContent(context, path, recipient));
      const name = attachmentName(basename(path));
      if (name !== basename(path)) context.say.info(renamedWords(path, name));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const all = [report, ...attached];
  return {
    name: report.name,
    estimate: totalSize(all.map(({ estimate }) => estimate)),
    identities: all.flatMap(({ identities }) => identities),
    parts(progress) {
      const part = (one: Content): Attachment => ({
        name: basename(one.name),
        size: one.size,
        bytes: ofSize(one.bytes(progress), one.size),
      });
      return { report: part(report), attachments: attached.map(part) };
    },
    close,
  };
}

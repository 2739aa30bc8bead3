import { basename } from 'node:path';
import { contactName } from '../bundle/contact-uri.js';
import { Failure } from '../errors.js';
import type { Attachment } from '../mail/compose/letter.js';
import { DEFAULT_SUBJECT, REPORT_ATTACHED } from '../output/words/encrypt/encrypt-words.js';
import { recipientOf } from '../output/words/encrypt/report-recipient.js';
import { REPORT_FIELDS, type ReportFieldName } from '../report/report-fields.js';
import { filledReport, reportTemplate } from '../report/template.js';
import { nearestOf } from '../text/edit-distance.js';
import type { CommonOptions, Encrypted } from './encrypt-options.js';
import { encryptWith } from './encrypt-with.js';
import { piecesOf, type Source } from './source.js';
import { inFailures, type Vendor } from './vendor-handle.js';

/**
 * A report in Markdown.
 *
 * @param answers what is known; parts without an answer are left out. Without `answers`: the template, with every part
 *   and a line of help in each.
 * @throws Failure USAGE for what is no part of a report, or no text
 */
export function composeReport(vendor: Vendor, answers?: Partial<Record<ReportFieldName, string>>): string {
  const recipient = recipientOf(vendor.manifest);
  if (answers) checkAnswers(answers);
  return answers ? filledReport(recipient, answers) : reportTemplate(recipient);
}

/** Refuses answers that the types forbid: a caller in JavaScript has no types. */
function checkAnswers(answers: object): void {
  const names = Object.keys(REPORT_FIELDS);
  for (const [name, answer] of Object.entries(answers)) {
    if (!names.includes(name)) {
      const near = nearestOf(name, names);
      const next = near === undefined ? `it has: ${names.join(', ')}` : `did you mean ${near}?`;
      throw new Failure('USAGE', `a report has no part ${name}; ${next}`);
    }
    if (answer !== undefined && typeof answer !== 'string')
      throw new Failure('USAGE', `the part ${name} of a report is no text`);
  }
}

/** A file of a mail. */
export interface MailPart {
  /** Its name; folders are left out. */
  name: string;
  source: Source;
}

export interface MailOptions extends CommonOptions {
  /** The sender: `ann@example.org` or `Ann <ann@example.org>`. Without it the mail has no From. */
  from?: string;
  /** What only the recipient sees; one line. By default `Security report`. */
  subject?: string;
  attachments?: readonly MailPart[];
}

/**
 * Encrypts a report to a vendor as a mail that can be sent as it stands (RFC 3156), with protected header fields
 * (RFC 9788): UTF-8 text is shown, anything else is attached.
 *
 * @param report its name is that of the attachment, where it is no text
 * @returns as `encrypt`; `message` is the mail, with CRLF
 * @throws Failure as `encrypt`, and USAGE for a sender or a subject that is none, and for a vendor without a mail address
 */
export function encryptMail(vendor: Vendor, report: MailPart, options: MailOptions = {}): Promise<Encrypted> {
  return inFailures(async () => {
    const { encryptMailStream } = await import('../pgp/encrypt/encrypt-mail.js');
    const { subject = DEFAULT_SUBJECT, attachments = [] } = options;
    if (/[\r\n]/.test(subject)) throw new Failure('USAGE', 'a subject is one line');
    const from = options.from === undefined ? undefined : await senderOf(options.from);
    const parts = { report: partOf(report), attachments: attachments.map(partOf) };
    return encryptWith(vendor, options, (request, write) => {
      const to = addressOfVendor(vendor);
      const letter = { from, to, subject, date: new Date(), reportAttached: REPORT_ATTACHED };
      return encryptMailStream(request, { letter, ...parts }, write);
    });
  });
}

function addressOfVendor({ name, address, contacts }: Vendor): string {
  if (address !== null) return address;
  const where = contactName(contacts[0] ?? '');
  throw new Failure(
    'USAGE',
    `${name} has no mail address: encrypt the report alone, and hand it in at ${where}`,
  );
}

async function senderOf(text: string) {
  const { readMailbox } = await import('../mail/compose/mailbox.js');
  const found = readMailbox(text);
  if (found === undefined) throw new Failure('USAGE', 'the sender is no mail address');
  return found;
}

const partOf = ({ name, source }: MailPart): Attachment => ({
  name: basename(name),
  size: undefined,
  bytes: piecesOf(source),
});

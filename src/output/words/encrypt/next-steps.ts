import { contactName } from '../../../bundle/contact-uri.js';
import type { Manifest } from '../../../bundle/manifest.js';
import type { EncryptionChoice } from '../../../pgp/policy/encryption-key.js';
import { fileWord } from '../../../text/shell.js';
import { sizeWords } from '../../../text/sizes.js';
import { devicePath, isSystemFile } from '../../../text/system-names.js';
import { askSuccessor } from '../successor-words.js';
import type { Written } from './encrypt-words.js';
import type { Doubts } from './reservations.js';

/**
 * What the user still has of the text: it was not edited here; it was written in the editor, and nowhere else; or it is
 * in a file, as it was encrypted or as it was before it was edited.
 */
export type Original = 'input' | 'none' | { path: string; same: boolean };

/** What the last line of `encrypt` goes by. */
export interface EncryptOutcome {
  written: readonly Written[];
  manifest: Manifest;
  usability: EncryptionChoice;
  doubts: Doubts;
  /** The user can decrypt the message too. */
  readable: boolean;
  /** What `sizeDoubt` says. */
  large?: string | undefined;
  /** The message is a mail. */
  mail: boolean;
  /** Where the text is left that became the message. */
  original: Original;
}

/**
 * What to do with the messages, in this order. Nobody is told to send what a warning speaks against: there is
 * somebody to be asked first then. Nothing to do with what went to a device, but for standard output by another name.
 */
export function nextSteps(outcome: EncryptOutcome): string[] {
  const outputs = sendable(outcome.written);
  if (outputs.length === 0) return [];
  const what = outputs.join(', ');
  const ask = firstStep(outcome);
  const send = sendWords(what, outcome);
  return [
    ...(ask === undefined ? [send] : [ask, `then ${send}`]),
    ...(outcome.readable ? [] : [keep(outcome)]),
  ];
}

function sendWords(what: string, { manifest, large, mail }: EncryptOutcome): string {
  const { address, contacts, successor } = manifest;
  const where = large === undefined ? 'only where you are told to' : `only as you are told to, for ${large}`;
  // a mail has its own, which says nothing
  const subject = mail ? '' : ', under a subject that says nothing';
  if (large !== undefined || successor) return `send ${what} ${where}${subject}`;
  if (address === null) return handInWords(what, contacts);
  const attach = `attach ${mail ? 'it' : what} to a mail to ${address}, under a subject that says nothing`;
  // a mail program may do no more than show it
  return mail
    ? `send ${what} as it stands (${sendmailWords(what)}a mail program that sends such files), or ${attach}`
    : attach;
}

/** It reads the recipient from the mail. */
function sendmailWords(what: string): string {
  if (process.platform === 'win32') return '';
  return `sendmail -t${what === THE_MESSAGE ? '' : ` < ${fileWord(what)}`}, or `;
}

/** Where there is no address, as the first contact says. */
function handInWords(what: string, [first = '']: readonly string[]): string {
  return /^tel:/i.test(first)
    ? `call ${contactName(first)}, and ask where to send ${what}`
    : `hand in ${what} at ${first}, under a title that says nothing`;
}

function firstStep({ manifest, usability, doubts, large }: EncryptOutcome): string | undefined {
  const { name, address, contacts, successor, notices } = manifest;
  const whom = address ?? `${name} at ${contactName(contacts[0] ?? '')}`;
  if (successor) return askSuccessor(name, successor);
  if (doubts.strangeKey) return `first ask ${whom}, without details, whether this is its key`;
  if (doubts.possibleRevocations.length > 0) {
    return `first ask ${whom}, without details, whether this key was revoked`;
  }
  if (usability.status === 'expired') {
    return `first ask ${whom}, without details, for a newer key or whether this one still serves`;
  }
  if (large !== undefined) return `first ask ${whom}, without details, how to hand it over`;
  return notices.length > 0 ? 'first read the notices' : undefined;
}

function keep({ written, original }: EncryptOutcome): string {
  if (original === 'none') return `${noCopy('the text')}: --encrypt-to-self would make one`;
  if (typeof original === 'object' && !original.same) {
    const { path } = original;
    return `keep ${path}, which is as it was before: ${noCopy('what you changed')} (--encrypt-to-self would make one)`;
  }
  const what = typeof original === 'object' ? original.path : keptName(written);
  return `keep ${what}: you cannot decrypt the message`;
}

const noCopy = (what: string) => `no copy of ${what} is left that you could read`;

const keptName = (written: readonly Written[]) =>
  written.some(({ input }) => input !== null) ? 'the original' : 'a copy of the report';

/** What has no name. */
const THE_MESSAGE = 'the message';

/** As they are named; a message on standard output has no name. */
function sendable(written: readonly Written[]): string[] {
  const outputs = written.map(({ output }) =>
    output === null || /^\/dev\/(stdout|fd\/\d+)$/.test(output) ? THE_MESSAGE : output,
  );
  return outputs.filter((output) => !isSystemFile(output) && devicePath(output) === undefined);
}

/** Mail servers take this much, attachments as they travel; many take no more. In bytes. */
const MAIL_TAKES = 20 << 20;

/** Of messages that a mail may be too small for: it stands in the last line, which would advise to mail them else. */
export function sizeDoubt(written: readonly Written[], armored: boolean): string | undefined {
  const size = written.reduce((sum, { bytesOut }) => sum + bytesOut, 0);
  if (sendable(written).length === 0 || size <= MAIL_TAKES) return undefined;
  const smaller = armored ? ' (--binary makes a quarter less of it)' : '';
  return `${sizeWords(size)} are more than many a mail server takes${smaller}`;
}

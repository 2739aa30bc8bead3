import type { Manifest } from '../../../bundle/manifest.js';
import type { CertificateFacts } from '../../../pgp/facts.js';
import type { UsableChoice } from '../../../pgp/policy/choose-recipients.js';
import { day, distance, yearAfter } from '../../../text/dates.js';
import { sizeWords } from '../../../text/sizes.js';
import { nextSteps, sizeDoubt } from '../encrypt/next-steps.js';
import { doubtsOf, keyReservations } from '../encrypt/reservations.js';

/** What the form of the web page says. */
export const FORM_WORDS = {
  nothing: 'Write a report, or choose a file.',
  working: (name: string) => `Encrypting ${name}`,
  stopped: 'Stopped: nothing was encrypted.',
  stale: 'You have changed the form since: encrypt again, or send the messages below as they are.',
  done: (count: number) => (count === 1 ? 'The message is encrypted' : `${count} messages are encrypted`),
  save: (name: string) => `Save ${name}`,
  copy: 'Copy it',
  copied: 'Copied.',
  notCopied: 'This browser does not copy by itself: the text is selected, copy it with the keyboard.',
  asText: (name: string) => `${name} as text`,
  readable: (count: number) => (count === 1 ? 'Readable only with the key of' : 'Readable with the keys of'),
  nameless: 'a key without a user ID',
  next: 'What to do next',
  mail: (address: string) => `Write a mail to ${address}`,
  unreadable: (name: string) =>
    `${name} cannot be read: it may have been changed, moved or deleted, or it is a folder. Choose it again.`,
  tooLarge: 'The browser has no room left for the message. Encrypt less at a time.',
  failed: (message: string) => `This did not work, and nothing was encrypted: ${message}`,
  text: 'your report',
  noSubtle:
    'This browser lets a page encrypt only where it was opened from a disk or came over https. Save this file, open it from there, or encrypt in another way:',
  noStart: (message: string) =>
    `The form does not work in this browser (${message}). Open the file in another one, or encrypt in another way:`,
  noTarget: 'Nothing can be encrypted here:',
  leftOut: ({ fingerprint, name }: { fingerprint: string; name: string | null }, reason: string) =>
    `the key ${fingerprint}${name === null ? '' : ` of ${name}`} is not used: ${reason}`,
  noKeyUsed: 'Ask for another key before you send anything.',
};

/** What speaks against sending a message at this time, a line each. */
export function keyDoubts(
  choice: UsableChoice,
  certificates: readonly CertificateFacts[],
  manifest: Manifest,
  now: Date,
): string[] {
  return keyReservations(choice, { manifest, doubts: doubtsOf(manifest, certificates) }, now);
}

/** That a page is old, or past the date until which it was to hold. */
export function ageWords(date: string | null, expires: string | undefined, now: Date): string[] {
  const words: string[] = [];
  if (expires !== undefined && Date.parse(expires) <= now.getTime())
    words.push(`this page was to hold until ${day(expires)}, which was ${distance(expires, now)}`);
  if (date !== null && isYearOld(date, now))
    words.push(`this page is as of ${date}, ${distance(startOf(date), now)}: look for a newer one`);
  return words;
}

function isYearOld(date: string, now: Date): boolean {
  return yearAfter(new Date(startOf(date))) <= now;
}

/** The first moment of a year, a month or a day. */
const startOf = (date: string) => new Date(date).toISOString();

/** An encrypted message of the page. */
export interface WebMessage {
  /** Of the file that it is made of; `null`: the text of the form. */
  source: string | null;
  name: string;
  bytesIn: number;
  bytesOut: number;
}

/** What to do with the messages, a sentence each. */
export function webSteps(
  messages: readonly WebMessage[],
  choice: UsableChoice,
  certificates: readonly CertificateFacts[],
  manifest: Manifest,
): string[] {
  const written = messages.map(({ source, name, bytesIn, bytesOut }) => ({
    ...{ input: source, output: name, bytesIn, bytesOut },
  }));
  return nextSteps({
    ...{ written, manifest, usability: choice, doubts: doubtsOf(manifest, certificates) },
    ...{ readable: false, large: sizeDoubt(written, false), mail: false, original: 'input' as const },
  });
}

/** `report.asc (1.2 KiB)`. */
export const messageWords = ({ name, bytesOut }: WebMessage) => `${name} (${sizeWords(bytesOut)})`;

/** Of a file: what is written in the form is never empty. */
export const emptyWords = (source: string) => `${source} is empty: so is the message.`;

/** Whom a mail would go to next: whoever is to be asked first, where there is somebody. */
export function mailAddress({ address, successor }: Manifest): string | undefined {
  return (successor ? successor.address : address) ?? undefined;
}

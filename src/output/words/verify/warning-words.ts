import type { Warning, WarningCode } from '../../../pgp/verify/types.js';

/** `1 line`, `2 lines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const lines = (count: number) => `${counted(count, 'line')} of text`;
const outside = (count: number) => `${count === 1 ? 'is' : 'are'} neither signed nor encrypted`;

/** One sentence for each; `count` and `text` are what the code is about. */
const WORDS: Record<WarningCode, (count: number, text: string | undefined) => string> = {
  'crc-wrong': () =>
    "the armor's checksum is wrong, which is no verdict by itself: the data or the checksum was damaged",
  'crc-missing': () => 'the armor has no checksum, which is no fault: newer programs leave it out',
  'text-before': (count) => `${lines(count)} before the block ${outside(count)}`,
  'text-after': (count) => `${lines(count)} after the block ${outside(count)}`,
  label: (_count, text) => `the block says "${text}" and holds a detached signature`,
  'too-many-signatures': (count) =>
    `it has more than 64 signatures (${count}), and only the first 64 were looked at`,
  'too-many-recipients': (count) =>
    `it has more than 1024 recipients (${count}), and only the first 1024 were looked at`,
  'names-primary': () => 'the message names a key of the vendor that does not decrypt',
  'revoked-since': (_count, text) => `the key was revoked after it made the signature (${text})`,
  'no-integrity': () => 'the encryption has no protection against changes (an obsolete format)',
  'not-to-the-end': (count) =>
    `only the first ${counted(count, 'byte')} of the file ${count === 1 ? 'was' : 'were'} looked at: whether the rest is whole is not known`,
  'outer-headers': () =>
    "the mail's own From, Subject and Date are neither signed nor encrypted: anyone could have written them",
  'mangled-mail': () =>
    "a mail server (Exchange does this) has changed the mail's structure, and this was undone to read it",
  'empty-data': () => 'standard input, where the data was to come from, is empty or closed',
  'secret-key': () => 'this is a secret key: never send it to anyone, and revoke it if it has been sent',
};

/** A warning in one sentence. */
export function warningWords({ code, count = 0, text }: Warning): string {
  return WORDS[code](count, text);
}

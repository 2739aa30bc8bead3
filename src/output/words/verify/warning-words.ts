import type { Revocation } from '../../../pgp/facts.js';
import type { RepairWarning } from '../../../pgp/verify/repair.js';
import {
  MAX_RECIPIENTS,
  MAX_SIGNATURES,
  type Warning,
  type WarningCode,
} from '../../../pgp/verify/verification.js';
import { day } from '../../../text/dates.js';
import { possibleRevocationWords } from '../passed-over-words.js';
import { inQuotes } from './in-quotes.js';

/** `1 line`, `2 lines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `From, Subject and Date`. */
export function fieldNames(fields: readonly string[]): string {
  const names = [...new Set(fields)];
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}

const lines = (count: number) => `${counted(count, 'line')} of text`;
const outside = (count: number) => `${count === 1 ? 'is' : 'are'} neither signed nor encrypted`;

const from = ({ line }: Warning) => (line === undefined ? '' : ` (from line ${line} on)`);

/** What was undone, and what had done it. */
const REPAIRS: Record<RepairWarning, (count: number, warning: Warning) => string> = {
  'repair-long-lines': (_, w) =>
    `lines of the armor are longer than 76 characters${from(w)}: read all the same`,
  'repair-blanks': (_, w) => `blanks stood in the lines of the armor${from(w)}: taken away`,
  'repair-empty-lines': (_, w) => `empty lines stood in the armor${from(w)}: taken away`,
  'repair-crc-joined': (_, w) =>
    `the armor's checksum stood at the end of a line of data${from(w)}: taken apart`,
  'repair-nbsp': (_, w) => `a blank line was made of no-break spaces${from(w)}: taken as blank`,
  'repair-utf-16': () => 'the file was saved as UTF-16 ("Unicode") text: undone',
  'repair-bom': () => 'a byte order mark stands before its first line, and was left out to read it',
  'repair-crcrlf': () =>
    'every line of it ends with two carriage returns, of which one was left out to read it',
  'repair-flowed': () =>
    'it is flowed text: a space that a mail program had put before some lines was left out to read it',
  'repair-flowed-lines': () =>
    'a header that nobody signed says that the text is flowed: a mail program may join its lines, or leave out a space that begins one',
  'repair-content-type': (_count, { text }) =>
    text === undefined
      ? 'a header that nobody signed says in words that programs read in several ways what the text is: one may show it otherwise'
      : `a header that nobody signed says that the text is ${text}: it was read as plain text, and a mail program may show it otherwise or hide some of it`,
  'repair-first-lines': () =>
    'the signed part begins with lines that a mail program takes for its header and does not show: they were signed, and stand here with the rest',
  'repair-from-lines': () =>
    'it lies in an mbox file, which puts a mark before lines that begin with "From ": taken away',
  'repair-charset': (_count, { text }) =>
    /^utf-?8$/i.test(text ?? '')
      ? 'a header that nobody signed says more than once, or in damaged words, what charset the text is in: it was read as UTF-8'
      : `a header that nobody signed says that the text is in ${charsetWords(text)}: it was read as UTF-8`,
  'repair-quoted': () =>
    'a mail program had put quote marks before the lines of the block: this program has taken them away',
  'repair-indented': () => 'the lines of the block were indented: undone',
  'repair-quoted-printable': () => "the block was still in a mail's quoted-printable encoding: undone",
  'repair-html': () => 'the block was made into HTML: its entities, <pre>, <br> and <div> were undone',
  'repair-html-attributes': () =>
    'the block was made into HTML: its entities, <pre>, <br> and <div> were undone; those have attributes that may show more, or hide some of it',
  'repair-dash-escapes': (_, w) =>
    `"- " stands before a line that needs no such mark${from(w)}: it looks like a part of the text, and is not signed`,
  'repair-double-spaced': () =>
    'an empty line stood after each line of the block: this program has taken them away',
};

/** A charset as a mail names it: nobody signed that, and whoever wrote it may have put a sentence there. */
function charsetWords(name = ''): string {
  if (name === '') return 'none';
  return /^[A-Za-z0-9][A-Za-z0-9_.:+()-]*$/.test(name) ? name : inQuotes(name);
}

/** One sentence for each. */
const WORDS: Record<WarningCode, (count: number, warning: Warning) => string> = {
  'crc-wrong': () =>
    "the armor's checksum is wrong, which is no verdict by itself: the data or the checksum was damaged",
  'crc-missing': () => 'the armor has no checksum, which is no fault: newer programs leave it out',
  'text-before': (count) => `${lines(count)} before the block ${outside(count)}`,
  'text-after': (count) => `${lines(count)} after the block ${outside(count)}`,
  'armor-headers': (count) =>
    `${counted(count, 'header line')} of the block's armor (such as Comment) ${count === 1 ? 'is' : 'are'} not signed`,
  'certificate-beside': (count) =>
    `${count === 1 ? 'a certificate stands' : `${count} certificates stand`} beside the message: passed over, and never trusted`,
  'other-blocks': (count) =>
    `the file holds ${counted(count, 'other OpenPGP block')}: nothing but this part was looked at`,
  ...REPAIRS,
  label: (_count, { text }) => `the block says "${text}" and holds a detached signature`,
  'too-many-signatures': (count) =>
    `it has more than ${MAX_SIGNATURES} signatures (${count}), and only the first ${MAX_SIGNATURES} were looked at`,
  'too-many-recipients': (count) =>
    `it has more than ${MAX_RECIPIENTS} recipients (${count}), and only the first ${MAX_RECIPIENTS} were looked at`,
  'names-primary': () => 'the message names a key of the vendor that does not decrypt',
  'revoked-since': (_count, { revocation }) =>
    `the key was revoked after it made the signature${revocation ? ` (${revocationWords(revocation)})` : ''}`,
  'perhaps-revoked': (_count, { text = '' }) => possibleRevocationWords([text]).join(),
  'no-integrity': () => 'the encryption has no protection against changes (an obsolete format)',
  'not-to-the-end': (count) =>
    `only the first ${counted(count, 'byte')} of the file ${count === 1 ? 'was' : 'were'} looked at: whether the rest is whole is not known`,
  'outer-headers': (_count, { fields = [] }) =>
    `${fieldNames(fields)} of the mail ${new Set(fields).size === 1 ? 'is' : 'are'} neither signed nor encrypted: anyone could have written that`,
  'literal-name': (_count, { text = '' }) =>
    `the message gives its text a file name, which is not signed: ${inQuotes(text)}`,
  'line-ends': () =>
    'the signature is of a text, and not of how its lines end: other line ends would pass unnoticed',
  'mangled-mail': () =>
    "a mail server (Exchange does this) has changed the mail's structure, and this was undone to read it",
  'unknown-charset': (_count, { text }) =>
    `the text is not in the charset that it names (${charsetWords(text)}), or that is not known here: it is not shown, and --output gives its bytes`,
  'empty-data': () => 'standard input, where the data was to come from, is empty or closed',
  'secret-key': () => 'this is a secret key: never send it to anyone, and revoke it if it has been sent',
};

/** A warning in one sentence. */
export function warningWords(warning: Warning): string {
  return WORDS[warning.code](warning.count ?? 0, warning);
}

/** `2024-01-31: superseded: moved`. */
function revocationWords({ date, reason }: Revocation): string {
  return reason === null ? day(date) : `${day(date)}: ${reason}`;
}

import { buildHeaderValue, encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import type { Letter, Mailbox } from './letter.js';

/** Header fields, each with its value as it is sent, folded by nobody yet. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** What nobody but the recipient may read is this outside. */
const HIDDEN_SUBJECT = '[...]';

/** What the mail shows to whoever carries it: the least that a mail program takes. */
export function fieldsOutside({ from, to, date }: Letter): Fields {
  return [
    ...(from ? [['From', mailboxText(from)] as const] : []),
    ['To', to],
    ['Subject', HIDDEN_SUBJECT],
    ['Date', dateText(date)],
  ];
}

/** The same fields as they truly are, and what stands outside for each (RFC 9788 section 2.2). */
export function fieldsInside(letter: Letter): Fields {
  const outer = fieldsOutside(letter);
  return [
    ...outer.map(([name, value]) =>
      name === 'Subject' ? ([name, unstructured(letter.subject)] as const) : ([name, value] as const),
    ),
    ...outer.map(([name, value]) => ['HP-Outer', `${name}: ${value}`] as const),
  ];
}

/** A value with parameters, in RFC 2231's form where it needs one. */
export function structured(value: string, params: Record<string, string>): string {
  return buildHeaderValue({ value, params });
}

/** A head as it stands in a mail, with the empty line behind it. */
export function headOf(fields: Fields): Uint8Array {
  return Buffer.from(`${fields.map(([name, value]) => foldLines(`${name}: ${value}`)).join('\r\n')}\r\n\r\n`);
}

const PLAIN = /^[\x20-\x7e]*$/;

/** RFC 5322 section 2.2.1, with RFC 2047's encoded words. */
function unstructured(text: string): string {
  return PLAIN.test(text) && !text.includes('=?') ? text : encodeWord(text, 'B', 52);
}

function mailboxText({ name, address }: Mailbox): string {
  if (name === '') return address;
  const shown = PLAIN.test(name) && !name.includes('=?') ? quoted(name) : encodeWord(name, 'B', 52);
  return `${shown} <${address}>`;
}

const quoted = (name: string) => `"${name.replace(/["\\]/g, '\\$&')}"`;

/** RFC 5322 section 3.3, in UTC: a time zone tells where somebody is. */
function dateText(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

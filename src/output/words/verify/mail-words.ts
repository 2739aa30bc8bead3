/** What is said of a mail beside its verdict: what in it nobody signed, and what its parts are. */
import type { UnsignedText } from '../../../mail/model.js';
import type { PartReport, Verification } from '../../../pgp/verify/verification.js';
import { isComplete, isProtected, isTextRepaired } from '../../../pgp/verify/wholeness.js';
import { oneLine } from '../../../text/sanitize.js';
import type { Field } from '../../layout/fields.js';
import { type About, answerWords } from './answer-words.js';
import { inQuotes } from './in-quotes.js';
import { counted, fieldNames } from './warning-words.js';

/** So many are named one by one. */
const MOST = 12;

/** What the text itself says is not shown: it would look like the vendor's word. */
function unsignedWords({ kind, text, type }: UnsignedText): string {
  const lines = `${counted(text.split('\n').filter((line) => line.trim() !== '').length, 'line')} of text`;
  switch (kind) {
    case 'before':
      return 'lines before its header, which some programs then show as text, and the header too';
    case 'head':
      return 'text in a header, where only fields belong';
    case 'preamble':
      return `${lines} before the first part`;
    case 'epilogue':
      return `${lines} after the last part`;
    case 'text':
      return `another part: ${lines}`;
    case 'attachment':
      return `an attachment: ${text === '' ? 'without a name' : inQuotes(text)}${type ? ` (${type})` : ''}`;
    case 'forwarded':
      return 'the head of a forwarded mail: From, Subject and the like';
    case 'part-field':
      return `${type} of a part: ${inQuotes(text)}`;
    case 'file-name':
      return `the name of a part: ${inQuotes(text)}`;
  }
}

/** All that a mail shows and nobody signed, a line each. */
export function notSignedWords({ outerFields = [], unsigned = [] }: Verification): string[] {
  const more = unsigned.length - MOST;
  return [
    ...(outerFields.length === 0 ? [] : [`${fieldNames(outerFields.map(({ name }) => name))} of the mail`]),
    ...unsigned.slice(0, MOST).map(unsignedWords),
    ...(more > 0 ? [`${more} more`] : []),
  ];
}

const FORMS: Record<PartReport['form'], string> = {
  block: 'an OpenPGP block',
  signed: 'a signed part',
  encrypted: 'an encrypted part',
  mangled: 'an encrypted part',
  'mangled-signed': 'a signed part',
  cms: 'an S/MIME part',
  mail: 'a mail',
  multipart: 'several parts',
  text: 'a text',
  attachment: 'an attachment',
};

/** The parts of a mail, each with what is said of it where it alone is asked for. */
export function partFields(parts: readonly PartReport[], about: About): Field[] {
  const more = parts.length - MOST;
  const named = [...parts.filter(isProtected), ...parts.filter((part) => !isProtected(part))].slice(0, MOST);
  return [
    ...named
      .sort((one, other) => one.number - other.number)
      .map((part): Field => [`Part ${part.number}`, [partName(part), partAnswer(part, about)]]),
    ...(more > 0 ? [['More', `${counted(more, 'part')} that are not named here`] as const] : []),
  ];
}

/** Nothing of a part is shown in the list. */
function partAnswer({ number, verification }: PartReport, about: About): string {
  if (verification.verdict === 'good') {
    if (!isComplete(verification)) return `GENUINE in part: --part ${number} shows what of it is signed`;
    if (isTextRepaired(verification)) return `GENUINE as --part ${number} shows it: the file differs`;
  }
  return answerWords(verification, about);
}

function partName({ form, name, type, line, inside, head, verification }: PartReport): string {
  const where = inside === undefined ? '' : `, in part ${inside}`;
  if (form === 'block') return line === undefined ? FORMS[form] : `${FORMS[form]}, from line ${line} on`;
  const what = type === '' || form === 'mail' ? FORMS[form] : `${FORMS[form]} (${type})`;
  return `${name === '' ? what : `${what}: ${inQuotes(name)}`}${head ? headWords(head, verification) : ''}${where}`;
}

/**
 * What tells one mail from another. Who it says that it is from stays out: beside an answer it would look proven. Beside
 * a good one it is said that nobody signed the rest.
 */
function headWords(
  { subject, date }: NonNullable<PartReport['head']>,
  { verdict, outerFields = [] }: Verification,
): string {
  const given = [['Subject', subject] as const, ['Date', date] as const].filter(([, value]) => value !== '');
  const unsigned = given.some(([field, text]) =>
    outerFields.some(({ name, value }) => name === field && value === text),
  );
  const words = given.map(([name, value]) => `, ${name} ${inQuotes(shortened(value))}`).join('');
  return verdict === 'good' && unsigned ? `${words} (not signed)` : words;
}

/** So much of a field tells it from others, in cells of a terminal. */
const MOST_CELLS = 60;

/** A text as it is shown, cut where it gets too long. Letters from U+1100 on may take two cells. */
function shortened(text: string): string {
  const letters = [...oneLine(text)];
  let cells = 0;
  const end = letters.findIndex((letter) => {
    cells += letter < '\u1100' ? 1 : 2;
    return cells > MOST_CELLS;
  });
  return end < 0 ? letters.join('') : `${letters.slice(0, end).join('')} ...`;
}

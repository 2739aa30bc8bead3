import type { RepairCode } from '../../src/pgp/verify/repair.js';

/** What a program on the way does to an armored message, with LF line breaks. */
export interface Mangling {
  /** In the order in which they are undone. */
  repairs: RepairCode[];
  /** Makes of a message what the program makes of it. */
  apply(text: string): Buffer;
}

const each = (mark: string, text: string) => text.replace(/^(?=.|\n)/gm, mark);
const utf8 = (text: string) => Buffer.from(text);

/** Every `=` and whatever is no ASCII is escaped, and long lines get soft breaks (RFC 2045 section 6.7). */
function quotedPrintable(text: string): string {
  const escaped = Buffer.from(text)
    .toString('latin1')
    .replace(/[=\x80-\xff]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return escaped.replace(/^(.{70}(?!=.?$)[^=\n]{0,2})(?=.{4})/gm, '$1=\n');
}

const entities = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const MANGLINGS: Record<string, Mangling> = {
  'a byte order mark': { repairs: ['bom'], apply: (text) => utf8(`\ufeff${text}`) },
  'UTF-16': { repairs: ['utf-16'], apply: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') },
  'UTF-16, the other way round': {
    repairs: ['utf-16'],
    apply: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  },
  'UTF-16 without a mark': { repairs: ['utf-16'], apply: (text) => Buffer.from(text, 'utf16le') },
  'two carriage returns': { repairs: ['crcrlf'], apply: (text) => utf8(text.replace(/\n/g, '\r\r\n')) },
  quoted: { repairs: ['quoted'], apply: (text) => utf8(each('> ', text)) },
  'quoted, but for blank lines': {
    repairs: ['quoted'],
    apply: (text) => utf8(each('> ', text).replace(/^> $/gm, '')),
  },
  'quoted twice, without blanks': { repairs: ['quoted'], apply: (text) => utf8(each('>>', text)) },
  'quoted with bars': { repairs: ['quoted'], apply: (text) => utf8(each('| ', text)) },
  'quoted in a reply': {
    repairs: ['quoted'],
    apply: (text) => utf8(`On Monday, Bob wrote:\n${each('> ', text.trimEnd())}\n\nno quote\n`),
  },
  indented: { repairs: ['indented'], apply: (text) => utf8(each('    ', text)) },
  'indented with a tab, but for blank lines': {
    repairs: ['indented'],
    apply: (text) => utf8(each('\t', text).replace(/^\t$/gm, '')),
  },
  'quoted-printable': { repairs: ['quoted-printable'], apply: (text) => utf8(quotedPrintable(text)) },
  'in <pre>, with entities': {
    repairs: ['html'],
    apply: (text) => utf8(`<pre wrap="">${entities(text)}</pre>`),
  },
  'in <pre> of a class': {
    repairs: ['html-attributes'],
    apply: (text) => utf8(`<pre class="x">${entities(text)}</pre>`),
  },
  'with hyphens as entities': {
    repairs: ['html'],
    apply: (text) => utf8(`<pre>${entities(text).replace(/-/g, '&#45;')}</pre>`),
  },
  'in <pre>, behind a text in its line': {
    repairs: ['html'],
    apply: (text) => utf8(`<html><body><p>Hello</p><pre>${entities(text)}</pre></body></html>`),
  },
  'with characters by their names': {
    repairs: ['html'],
    apply: (text) => {
      const names: Partial<Record<string, string>> = { '=': 'equals', '+': 'plus', '/': 'sol', ä: 'auml' };
      return utf8(`<pre>${entities(text).replace(/[=+/ä]/g, (sign) => `&${names[sign]};`)}</pre>`);
    },
  },
  'with blanks as entities, in one line': {
    repairs: ['html'],
    apply: (text) => utf8(`<div>${entities(text).replace(/ /g, '&nbsp;').replace(/\n/g, '<br>')}</div>`),
  },
  'with <br>': { repairs: ['html'], apply: (text) => utf8(entities(text).replace(/\n/g, '<br>\n')) },
  'with <br />, in one line': {
    repairs: ['html'],
    apply: (text) => utf8(`<div>${entities(text).replace(/\n/g, '<br />')}</div>`),
  },
  'with <br>, in one line of a page': {
    repairs: ['html'],
    apply: (text) => {
      const style = `<html><head><style>${'p { margin: 0 } '.repeat(80)}</style></head><body><p>Hello</p>`;
      return utf8(
        `${style}<pre>${entities(text).replace(/\n/g, '<br>')}</pre><p>${'unsigned '.repeat(150)}</p></body></html>`,
      );
    },
  },
  'with <div> for each line': {
    repairs: ['html'],
    apply: (text) =>
      utf8(entities(text.trimEnd()).replace(/^.*$/gm, (line) => `<div dir="ltr">${line || '<br>'}</div>`)),
  },
  'double-spaced': { repairs: ['double-spaced'], apply: (text) => utf8(text.replace(/\n/g, '\n\n')) },
  'quoted, then quoted-printable': {
    repairs: ['quoted-printable', 'quoted'],
    apply: (text) => utf8(quotedPrintable(each('> ', text))),
  },
  'quoted in HTML': {
    repairs: ['html', 'quoted'],
    apply: (text) => utf8(`<pre>${entities(each('> ', text))}</pre>`),
  },
  'indented, two carriage returns, UTF-16': {
    repairs: ['utf-16', 'crcrlf', 'indented'],
    apply: (text) => Buffer.from(`\ufeff${each('  ', text).replace(/\n/g, '\r\r\n')}`, 'utf16le'),
  },
};

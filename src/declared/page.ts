import type { CommandDeclaration, OptionDeclaration } from './declaration.js';

/** How `show` and `toc` print, each by a table: a format that is added here is asked for there. */
export const FORMATS = ['pretty', 'plain', 'markdown', 'html', 'json'] as const;

export type Format = (typeof FORMATS)[number];

/** Of the commands that print the page. */
const FORMAT_OPTIONS = [
  { long: '--format', value: 'format', choices: FORMATS, text: 'how to print it' },
  {
    long: '--width',
    value: 'cells',
    text: 'wrap at this width, 20 or more',
  },
] as const satisfies readonly OptionDeclaration[];

export const SHOW = {
  path: 'show',
  summary: 'read the security page',
  description:
    'Prints the page, or the sections that are named: by number or id (codeship-sec toc lists both), by title, or by any part of a title that no other has. A section brings its subsections.',
  examples: [
    ['codeship-sec show', 'the whole page'],
    ['codeship-sec show 2 backup', 'section 2, and the one about backups'],
    ['codeship-sec show --format html intro', 'the introduction as HTML'],
  ],
  json: true,
  arguments: [{ name: 'section', required: false, many: true, names: 'section' }],
  options: [...FORMAT_OPTIONS, { long: '--no-pager', text: 'print at once, however long the text is' }],
} as const satisfies CommandDeclaration;

export const TOC = {
  path: 'toc',
  summary: 'list the sections of the page',
  description:
    "Lists number, title and id of each section; codeship-sec show takes any of them. The ids are the website's.",
  examples: [
    ['codeship-sec toc', 'the sections'],
    ['codeship-sec toc --format markdown', 'links to them on the website'],
  ],
  json: true,
  arguments: [],
  options: FORMAT_OPTIONS,
} as const satisfies CommandDeclaration;

export const SEARCH = {
  path: 'search',
  summary: 'find text on the page',
  description:
    'Prints the sections whose title or text holds all terms, with the sentences that hold them. Case and quote style do not matter. Exits 1 when nothing is found.',
  examples: [
    ['codeship-sec search ssh', 'every mention of SSH'],
    ['codeship-sec search encrypted backup', 'sections that hold both words'],
    ["codeship-sec search --regex 'audits?'", 'a regular expression'],
  ],
  json: true,
  arguments: [{ name: 'term', required: true, many: true }],
  options: [{ long: '--regex', text: 'the terms are regular expressions (ECMAScript, without case)' }],
} as const satisfies CommandDeclaration;

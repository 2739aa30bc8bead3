import type { FrontMatterFault, PageMeasure, PageReason } from '../../../page/reason.js';
import type { WordsFor } from './model.js';

const SEARCH_HELP = { run: ['search', '--help'] };

const MEASURES: Record<PageMeasure, (most: number) => string> = {
  characters: (most) => `begins more text than the ${most} characters that are read`,
  'line-length': (most) => `has more than ${most} characters`,
  'text-length': (most) => `begins a paragraph of more than ${most} characters`,
  blanks: (most) => `has more than ${most} blanks in a row`,
  nesting: (most) => `begins text that is nested more than ${most} times`,
  marks: (most) => `has a list item or quotation too many: ${most} are read`,
  definitions: (most) => `has a link definition too many: ${most} are read`,
};

export const PAGE_REFUSALS: WordsFor<PageReason> = {
  'page-too-much': ({ what, most, line }) => ({
    message: `line ${line} of the page ${MEASURES[what](most)}`,
    next: [
      {
        advice:
          what === 'nesting'
            ? 'take lists, quotations or emphasis of it out of one another'
            : 'this is more than the program reads: shorten the page there',
      },
    ],
  }),
  'front-matter-open': () => ({
    message: 'line 1 of the page starts front matter that does not end',
    next: [{ advice: 'end the front matter with a line ---' }],
  }),
  'front-matter-unreadable': ({ line, why }) => ({
    message: `line ${line} of the page has front matter that cannot be read: ${faultWords(why)}`,
    next: [
      { advice: "put a value with signs that YAML reads (: # [ {) between quotes, as in title: 'A: B'" },
    ],
  }),
  'liquid-unknown': ({ line, what, text }) => ({
    message: `line ${line} of the page has a Liquid ${what} that is not known: ${text}`,
    next: [{ advice: 'a page may use {{ site.url }} and {{ site.baseurl }}' }],
  }),
  'pattern-slow': ({ pattern, seconds }) => ({
    message: `the pattern ${pattern} takes longer than ${seconds} seconds on this page and was stopped`,
    next: [{ advice: 'write it without a repetition inside a repetition, as in (a+)+' }, SEARCH_HELP],
  }),
  'pattern-unreadable': ({ pattern, detail }) => ({
    message: `the pattern ${pattern} cannot be read: ${detail.toLowerCase()}`,
    next: [{ again: [], without: ['--regex'] }, SEARCH_HELP],
  }),
};

function faultWords(why: FrontMatterFault): string {
  switch (why.fault) {
    case 'too-deep':
      return 'it is nested too deeply';
    case 'no-fields':
      return 'it has no fields';
    case 'too-many-aliases':
      return 'too many aliases';
    case 'no-anchor':
      return `no anchor is called ${why.name}`;
    case 'yaml':
      return why.detail.replace(/\s+/g, ' ').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  }
}

import type { PageMeasure, PageReason } from '../../../page/reason.js';
import type { WordsFor } from './model.js';

const SEARCH_HELP = { run: ['search', '--help'] };

const MEASURES: Record<PageMeasure, (most: number) => string> = {
  characters: (most) => `begins more text than the ${most} characters that are read`,
  lines: (most) => `is one too many: ${most} are read`,
  'text-length': (most) => `begins a paragraph of more than ${most} characters`,
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
            ? 'nest its lists, quotations and emphasis less deeply'
            : 'this is more than the program reads: shorten the page there',
      },
    ],
  }),
  'pattern-slow': ({ pattern, seconds }) => ({
    message: `the pattern ${pattern} takes longer than ${seconds} seconds on this page and was stopped`,
    next: [
      { advice: 'a repetition inside a repetition, as in (a+)+, takes that long: write it with one of them' },
      SEARCH_HELP,
    ],
  }),
  'pattern-unreadable': ({ pattern, detail }) => ({
    message: `the pattern ${pattern} cannot be read: ${detail.toLowerCase()}`,
    next: [{ again: [], without: ['--regex'] }, SEARCH_HELP],
  }),
};

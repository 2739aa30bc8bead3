import type { PageWords } from '../../page/model.js';

/** What is said between the words of a page, wherever it is shown. */
export const PAGE_WORDS: PageWords = {
  goesElsewhere: 'warning: this link goes elsewhere, to',
  image: 'image',
  section: 'section',
  alerts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  details: 'Details',
};

const { goesElsewhere, image, section } = PAGE_WORDS;

/** Where these words stand in the text of a section: the marks around them are its own. */
const OWN = new RegExp(
  `(?<=\\[)(?:${goesElsewhere}(?= <)|${image}: |${image}(?=\\] <))|(?<=<)${section} \\d+(?=>)`,
  'g',
);
/** No text has it that a reader sees. */
const NOTHING = '\u0000';

/** A line of a page's text in which none of these words is found; what stands behind them stays at its place. */
export function withoutOwnWords(text: string): string {
  return text.replace(OWN, (words) => NOTHING.repeat(words.length));
}

/** @param path of its file */
export const emptyPage = (path: string) => `the page ${path} is empty`;

import type { PageWords } from '../../page/model.js';

/** What is said between the words of a page, wherever it is shown. */
export const PAGE_WORDS: PageWords = {
  goesElsewhere: 'warning: this link goes elsewhere, to',
  image: 'image',
};

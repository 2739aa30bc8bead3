import { expect, it } from 'vitest';
import { PAGE_WORDS } from '../../src/output/words/page-words.js';
import { compilePage, NOT_DRAWN } from '../../src/page/compile-page.js';
import { drawing } from '../support/drawing.js';
import { EXTRAS } from '../support/pages.js';

it('a page that is not drawn has the text of one that is', () => {
  const text =
    '# A **b**\n\n*c* __d__ `e` ~~f~~ <https://g.example> [h](i) 日本\n\n| j | k |\n| - | - |\n| 1 | ~~2~~ |\n';
  const source = { text, format: undefined, site: { url: 'https://a.example', baseurl: '' }, url: undefined };
  const [drawn, not] = [drawing(), NOT_DRAWN].map((how) => compilePage(source, PAGE_WORDS, EXTRAS, how));
  const said = (page: typeof drawn) =>
    page?.sections.map((one) => [one.title, one.text, one.html, one.links]);
  expect(said(not)).toEqual(said(drawn));
  expect(not).not.toEqual(drawn);
});

import { describe, expect, it } from 'vitest';
import { PAGE_WORDS } from '../../src/output/words/page-words.js';
import { compilePage } from '../../src/page/compile-page.js';
import { drawing } from '../support/drawing.js';
import { EXTRAS } from '../support/pages.js';

const SITE = { url: 'https://a.example', baseurl: '' };
const only = (text: string) => {
  const page = { text, format: undefined, site: SITE, url: undefined };
  const [section] = compilePage(page, PAGE_WORDS, EXTRAS, drawing()).sections;
  if (!section) throw new Error('no section');
  return section;
};

describe('the mark of a link that goes elsewhere', () => {
  it('stands in text, HTML and JSON for a host among other words', () => {
    const { text, html, links } = only('[our portal good.example](http://evil.test)\n');
    expect(text).toContain('[warning: this link goes elsewhere, to <http://evil.test>]');
    expect(html).toContain('warning: this link goes elsewhere');
    expect(links).toEqual([
      { text: 'our portal good.example', target: 'http://evil.test', mislabelled: true },
    ]);
  });

  it('stands at no link to the address that it reads as, controls in it or not', () => {
    for (const source of [
      'http://y.example/\u001b[31m',
      '[http://y.example/\u001b](http://y.example/\u001b)',
    ]) {
      const { text, html, links, blocks } = only(`${source}\n`);
      expect(`${text} ${html}`).not.toContain('elsewhere');
      const drawn = blocks.flatMap((block) =>
        'words' in block ? block.words.flatMap(({ spans }) => spans) : [],
      );
      expect(drawn.flat().join('')).toContain('\\u001b');
      expect(drawn.flat().join('')).not.toContain('\u001b');
      expect(links.map(({ mislabelled }) => mislabelled)).toEqual([false]);
    }
  });
});

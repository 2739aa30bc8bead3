import { describe, expect, it } from 'vitest';
import { PAGE_WORDS } from '../../src/output/words/page-words.js';
import { compilePage } from '../../src/page/compile-page.js';

const SITE = { url: 'https://a.example', baseurl: '' };
const only = (source: string) => {
  const [section] = compilePage(source, SITE, PAGE_WORDS).sections;
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
      const { text, html, links } = only(`${source}\n`);
      expect(`${text} ${html}`).not.toContain('elsewhere');
      expect(text).not.toContain('\u001b');
      expect(links.map(({ mislabelled }) => mislabelled)).toEqual([false]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { PAGE_WORDS } from '../../../../src/output/words/page-words.js';
import { compilePage } from '../../../../src/page/compile-page.js';
import type { Block } from '../../../../src/page/model.js';
import { drawing } from '../../../support/drawing.js';
import { EXTRAS } from '../../../support/pages.js';

const spansOf = (block: Block) => 'words' in block && block.words.map(({ spans }) => spans);

describe.each(['\u2028', '\u2029'])('a separator %j ends no line', (sign) => {
  const escaped = `\\u${sign.charCodeAt(0).toString(16)}`;
  const text = `## Be${sign}fore ##\n\nsee [a${sign}b](https://c.example/d) and [e](https://f.example/${sign}g)${sign}# not one\n\n- x${sign}- y\n\n~~~\ncode${sign}z\n~~~\n`;
  const site = { url: 'https://a.example', baseurl: '' };
  const page = compilePage({ text, format: undefined, site, url: undefined }, PAGE_WORDS, EXTRAS, drawing());

  it('of a heading, whose id is the website’s', () => {
    expect(page.sections.map(({ id, title, level }) => ({ id, title, level }))).toEqual([
      { id: 'before', title: `Be${sign}fore`, level: 2 },
    ]);
  });

  it('of a link, a paragraph or an item, and is drawn as an escape', () => {
    const [{ text, links, markdown, blocks } = page.sections[0] as never] = page.sections;
    expect(links).toEqual([
      { text: `a${sign}b`, target: 'https://c.example/d', mislabelled: false },
      { text: 'e', target: expect.stringMatching(/^https:\/\/f\.example\/.+g$/s), mislabelled: false },
    ]);
    expect(text).toContain(`a${sign}b <https://c.example/d>`);
    expect(text).toContain(`- x${sign}- y`);
    expect(text).toContain(`code${sign}z`);
    expect(text).not.toMatch(/[\ufdd0-\ufdef]/);
    const drawn = JSON.stringify(
      blocks.map((block) => ({ ...block, source: undefined, words: spansOf(block) })),
    );
    expect(drawn).toContain(`a${JSON.stringify(escaped).slice(1, -1)}b`);
    expect(drawn).not.toMatch(/[\u2028\u2029\ufdd0-\ufdef]/);
    expect(markdown).toContain(`## Be${sign}fore`);
    expect(blocks.map(({ kind }) => kind)).toEqual(['text', 'text', 'code']);
  });
});

import { describe, expect, it } from 'vitest';
import { PAGE_WORDS } from '../../../src/output/words/page-words.js';
import { compilePage } from '../../../src/page/compile-page.js';

describe.each(['\u2028', '\u2029'])('a separator %j ends no line', (sign) => {
  const escaped = `\\u${sign.charCodeAt(0).toString(16)}`;
  const page = compilePage(
    `## Be${sign}fore ##\n\nsee [a${sign}b](https://c.example/d) and [e](https://f.example/${sign}g)${sign}# not one\n\n- x${sign}- y\n\n~~~\ncode${sign}z\n~~~\n`,
    { url: 'https://a.example', baseurl: '' },
    PAGE_WORDS,
  );

  it('of a heading, whose id is the website’s', () => {
    expect(page.sections.map(({ id, title, level }) => ({ id, title, level }))).toEqual([
      { id: 'before', title: `Be${sign}fore`, level: 2 },
    ]);
  });

  it('of a link, a paragraph or an item, and is shown as an escape', () => {
    const [{ text, links, markdown, blocks } = page.sections[0] as never] = page.sections;
    expect(links).toEqual([
      { text: `a${sign}b`, target: 'https://c.example/d', mislabelled: false },
      { text: 'e', target: expect.stringMatching(/^https:\/\/f\.example\/.+g$/s), mislabelled: false },
    ]);
    expect(text).toContain(`a${escaped}b <https://c.example/d>`);
    expect(text).toContain(`- x${escaped}- y`);
    expect(text).toContain(`code${escaped}z`);
    expect(text).not.toMatch(/[\u2028\u2029\ufdd0-\ufdef]/);
    expect(markdown).toContain(`## Be${sign}fore`);
    expect(blocks.map(({ kind }) => kind)).toEqual(['text', 'text', 'code']);
  });
});

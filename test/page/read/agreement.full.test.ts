/**
 * What a reader sees of generated pages, as others read them: micromark (with its extension for GFM), github-slugger
 * and parse5. Where they may differ is in docs/pages.md.
 */
import fc from 'fast-check';
import { nameToEmoji } from 'gemoji';
import { describe, expect, it } from 'vitest';
import { pageMarkdown } from '../../../src/output/page/html-markdown-json.js';
import { seenByOthers } from '../../support/markdown-oracle.js';
import { commonmarkPages, githubPages } from '../../support/markdown-pages.js';
import { compileTest } from '../../support/pages.js';
import { seenByUs } from '../../support/seen-by-us.js';

const PAGES = 200;

describe('text, links and ids are those of', () => {
  it('GitHub', () => {
    for (const page of fc.sample(githubPages, { numRuns: PAGES, seed: 1 })) {
      expect(seenByUs(page, 'github'), page).toEqual(seenByOthers(page, true, nameToEmoji));
    }
  });

  it('CommonMark', () => {
    for (const page of fc.sample(commonmarkPages, { numRuns: PAGES, seed: 1 })) {
      expect(seenByUs(page, 'commonmark'), page).toEqual(seenByOthers(page, false, {}));
    }
  });
});

it.each([
  ['github', githubPages],
  ['commonmark', commonmarkPages],
] as const)('a page for %s, printed as Markdown and read again, has the same sections', (format, all) => {
  for (const source of fc.sample(all, { numRuns: PAGES, seed: 2 })) {
    const first = compileTest(source.replaceAll('\u200d', ''), format);
    const markdown = pageMarkdown({ head: first, sections: first.sections, whole: true });
    expect(compileTest(markdown, format).sections, source).toEqual(first.sections);
  }
});

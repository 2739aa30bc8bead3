import { expect, it } from 'vitest';
import { foldWithOrigin } from '../../../src/page/find/fold.js';
import { searchSections, termFinder } from '../../../src/page/find/search-sections.js';
import { compileTest } from '../../support/pages.js';

it('a text is folded in time that grows with its length', () => {
  const texts = ['e\u0301', '\u0301\u0316', '\u200d', '한', ' ', '\u00a0', '"', '👩\u200d', 'İ'];
  const start = performance.now();
  for (const part of texts) foldWithOrigin(part.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(10_000);
});

it('a page is searched in time that grows with it: many sentences, many matches', () => {
  const line = 'A b. '.repeat(1_900);
  const { sections } = compileTest(Array(50).fill(line).join('\n\n'));
  const start = performance.now();
  expect(searchSections(sections, [termFinder('b')])[0]?.matches).toHaveLength(95_000);
  expect(performance.now() - start).toBeLessThan(10_000);
});

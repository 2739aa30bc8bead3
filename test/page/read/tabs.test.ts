import { expect, it } from 'vitest';
import { compileTest } from '../../support/pages.js';

it('a tab in ordinary text is a blank, wherever it stands', () => {
  const page = compileTest(
    '# a\tb\n\nc\td\n\n- e\tf\n\n| g\th | i |\n| - | - |\n| `j\tk` | [l\tm](https://a.example) |\n\n## n\to\n',
    'github',
  );
  expect(page.title).toBe('a b');
  expect(page.sections.map(({ title }) => title)).toEqual(['Introduction', 'n o']);
  expect(page.sections[0]?.text).toBe('c d\n- e f\ng h | i\nj k | l m <https://a.example>');
  expect(JSON.stringify(page.sections.map(({ blocks, heading }) => [blocks, heading]))).not.toMatch(/\\[tu]/);
});

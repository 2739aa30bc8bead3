import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { pageHtml, tocHtml } from '../../../src/output/page/html-markdown-json.js';
import { compileTest, ownPage, pages } from '../../support/pages.js';

// generated pages may leave a level of headings out, as any page may
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'heading-level': 'off',
    'long-title': 'off',
    'empty-heading': 'off',
    'valid-id': ['error', { relaxed: true }],
  },
});

async function faults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

const whole = (page: ReturnType<typeof compileTest>) =>
  pageHtml({ head: page, sections: page.sections, whole: true });

describe('html', () => {
  it('is valid, of the page and of its contents', async () => {
    const page = ownPage();
    expect(await faults(whole(page))).toEqual([]);
    expect(await faults(tocHtml(page, page.sections))).toEqual([]);
    expect(await faults(pageHtml({ head: page, sections: page.sections.slice(9), whole: false }))).toEqual(
      [],
    );
    expect(await faults('<p>a<div></p>')).not.toEqual([]); // the validator looks
  });

  it('is valid of any page', async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (source) => {
        expect(await faults(whole(compileTest(source)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

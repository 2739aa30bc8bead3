import { describe, expect, it } from 'vitest';
import { compileTest } from '../../../support/pages.js';

describe.each(['github', 'jekyll'] as const)('the list at the end of a quotation, on a %s page', (format) => {
  it.each([
    ['an empty item', '>- \nlazy'],
    ['an empty item, and more of the quotation', 'one\n\n> - \nlazy\n> two'],
    ['an empty item, in the item of a list', '- one\n  >-\n  lazy\n'],
    ['a quotation in the quotation', '- one\n  > > -\n  lazy\n'],
  ])('is read with the lines that follow it: %s', (_, text) => {
    const shown = JSON.stringify(compileTest(text, format).sections);
    for (const [word] of text.matchAll(/[a-z]+/g)) expect(shown).toContain(word);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJekyll, haveKramdown } from '../../../support/kramdown.js';
import { kramdownPages } from '../../../support/kramdown-pages.js';
import { factsOf, pageFacts } from '../../../support/page-facts.js';
import { compileTest } from '../../../support/pages.js';

/** What of kramdown's HTML differs for a reason that docs/pages.md gives. */
function withoutDifferences(html: string): string {
  return html
    .replace(/(?:&nbsp;|\u00a0)?<a href="#fnref:[^"]*" class="reversefootnote"[^>]*>.*?<\/a>/g, '')
    .replace(/<a href="#fn:[^"]*"[^>]*>(\d+)<\/a>/g, '<a href="#note-$1">$1</a>')
    .replace(/<input [^>]*checked[^>]*>/g, '[x] ')
    .replace(/<input [^>]*>/g, '[ ] ')
    .replace(/[“”]/g, '&quot;')
    .replace(/[‘’]/g, "'")
    .replace(/—/g, '---')
    .replace(/–/g, '--')
    .replace(/…/g, '...')
    .replace(/\\\((.*?)\\\)|\\\[(.*?)\\\]/gs, (_, span, block) => `$$${span ?? block}$$`);
}

describe.skipIf(!haveKramdown())('200 pages read as kramdown has them', () => {
  const pages = fc.sample(kramdownPages, { numRuns: 200, seed: 20_17 });
  const theirs = asJekyll(pages);

  it.each(pages.map((page, index) => ({ page, index })))('$index', ({ page, index }) => {
    const ours = pageFacts(compileTest(`---\nlayout: page\n---\n${page}`));
    expect(ours).toEqual(factsOf(withoutDifferences(theirs[index] ?? '')));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haveKramdown, kramdown } from '../../../support/kramdown.js';
import { compileTest, fixturePage, ownPage } from '../../../support/pages.js';

/** The ids of headings in HTML, in their order; an empty one is left out by both. */
function headingIds(html: string): string[] {
  return [...html.matchAll(/<h[1-6]([^>]*)>/g)].map(
    ([, attributes = '']) => / id="([^"]*)"/.exec(attributes)?.[1] ?? '',
  );
}

const ours = (source: string) =>
  headingIds(
    compileTest(source)
      .sections.map(({ html }) => html)
      .join(''),
  );
const theirs = (source: string) => headingIds(kramdown(source.replace(/^---\n[\s\S]*?\n---\n/, '')));

describe('ids', () => {
  it('are those of the website on its page', () => {
    expect(ownPage().sections.map(({ id }) => id)).toEqual([
      'intro',
      'system-security-overview',
      'can-codeship-read-my-code',
      'what-kind-of-access-to-my-scm-does-codeship-need',
      'what-services-does-codeship-use',
      'how-does-codeship-back-up-data',
      'does-codeship-conduct-external-security-audits',
      'does-codeship-use-external-contractors',
      'does-codeship-have-a-security-audit',
      'how-can-i-get-in-touch-about-security',
    ]);
  });

  it('keeps a heading out of the contents that says so, and its id', () => {
    const sections = compileTest(fixturePage('headings')).sections;
    const left = sections.filter(({ inToc }) => !inToc).map(({ id }) => id);
    expect(left).toEqual(['left-out', 'by-line', 'line-above']);
  });

  it.skipIf(!haveKramdown())('agree with kramdown on awkward headings', () => {
    const source = fixturePage('headings');
    expect(ours(source)).toEqual(theirs(source));
    expect(ours(source).length).toBeGreaterThan(35);
  });

  it.skipIf(!haveKramdown())('agree with kramdown on generated headings', () => {
    const part = fc.constantFrom(
      'Same',
      'Über',
      '3',
      'a_b',
      '`code`',
      '**bold**',
      '&amp;',
      '!',
      'C++',
      "it's",
      '--',
      '日本',
      'x.y',
      '(z)',
      '#1',
    );
    const title = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `Z ${parts.join(' ')}`);
    fc.assert(
      fc.property(fc.array(title, { minLength: 40, maxLength: 80 }), (titles) => {
        const source = titles.map((text) => `## ${text}\n\ntext\n`).join('\n');
        expect(ours(source)).toEqual(theirs(source));
      }),
      { numRuns: 5 },
    );
  });
});

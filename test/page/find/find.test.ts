import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSection, withSubsections } from '../../../src/page/find/find.js';
import { compileTest, ownPage } from '../../support/pages.js';

const ids = (source: string, name: string) => {
  const found = findSection(compileTest(source).sections, name);
  if (found.kind === 'section') return found.section.number;
  return found.kind === 'ambiguous' ? found.candidates.map(({ number }) => number) : 'none';
};

describe('a section is found', () => {
  const own = ownPage().sections;

  it('not by what fits none, or several', () => {
    expect(ids('## A b\n\n## A c', 'zzz')).toBe('none');
    expect(ids('## A b\n\n## A c', '')).toBe('none');
    expect(ids('## A b\n\n## A c', '#')).toBe('none');
    expect(ids('## A b\n\n## A c', '?')).toBe('none');
    expect(ids('## A b\n\n## A c', '99')).toBe('none');
    expect(ids('## A b\n\n## A c', 'a')).toEqual([1, 2]);
  });

  it('by number before id, unless the number is none; by # the id', () => {
    const source = 'intro\n\n## 2\n\n## Other\n\n## 2017';
    expect(ids(source, '2')).toBe(2);
    expect(ids(source, '#2')).toBe(1);
    expect(ids(source, '2017')).toBe(3);
    expect(ids(source, '0')).toBe(0);
  });

  it('by numbers, ids and parts of the page as the manual names them', () => {
    const number = (name: string) => {
      const found = findSection(own, name);
      return found.kind === 'section' ? found.section.number : found.kind;
    };
    expect(
      ['backup', 'read my code', 'intro', 'scm', 'Does Codeship Have A Security Audit'].map(number),
    ).toEqual([5, 2, 0, 3, 8]);
  });

  it('by title before a beginning, a beginning before a word, a word before a part', () => {
    const source = '## Key\n\n## Keys and more\n\n## The monkey\n\n## The keyring';
    expect(ids(source, 'key')).toBe(1);
    expect(ids(source, 'keys')).toBe(2);
    expect(ids(source, 'keyr')).toBe(4);
    expect(ids(source, 'onkey')).toBe(3);
    expect(ids(source, 'the')).toEqual([3, 4]);
  });

  it('by whole words before parts of some', () => {
    const source = "## Codeship's rewards\n\n## Can Codeship read my code?\n\n## Codeship\n\n## Barcodes";
    expect(ids(source, 'code')).toBe(2);
    expect(ids(source, 'my')).toBe(2);
    expect(ids(source, 'codes')).toEqual([1, 3]);
    expect(ids('## Key rings\n\n## The key ring\n\n## Keys', 'key')).toBe(1);
    expect(ids('## Codes\n\n## My code\n\n## Source code', 'code')).toEqual([2, 3]);
  });

  it('whatever normal form, joiners and case beyond one letter', () => {
    expect(ids('## Pra\u0308mien\n\n## Other', 'prämien')).toBe(1);
    expect(ids('## Straßen\n\n## Other', 'STRASSEN')).toBe(1);
    expect(ids('## گزارش آسیب‌پذیری\n\n## Other', 'آسیبپذیری')).toBe(1);
  });

  it('whatever the case, spaces, hyphens, quotes and a last question mark', () => {
    const source = "## What's it -- really?\n\n## Other";
    expect(ids('## Back Up Data\n\n## Backwards', 'backup')).toBe(1);
    expect(ids('## Backup\n\n## Other', 'back up')).toBe(1);
    for (const name of ["WHAT'S IT -- REALLY", 'what’s it really?', 'whats-it--really', '  whats it '])
      expect(ids(source, name)).toBe(1);
  });

  it('as the introduction by intro, unless a heading has that id', () => {
    expect(ids('text\n\n## A', 'Intro')).toBe(0);
    expect(ids('text\n\n## Intro', 'intro')).toBe(1);
    expect(ids('text\n\n## Intro', '0')).toBe(0);
    expect(ids('## A\n\n## Introduction to B', 'intro')).toBe(2);
    const { sections } = compileTest('## A\n\n## What is introduced');
    expect(findSection(sections, 'intro')).toEqual({ kind: 'none' });
  });

  it('by every number and id, on any page', () => {
    for (const section of own) {
      for (const name of [String(section.number), section.id, `#${section.id}`, section.title]) {
        expect(findSection(own, name)).toEqual({ kind: 'section', section });
      }
    }
    const titles = fc.array(fc.stringMatching(/^[A-Za-z0-9 'é!-]{1,12}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(titles, (list) => {
        const { sections } = compileTest(list.map((title) => `## x${title}\n`).join('\n'));
        for (const section of sections) {
          // kramdown gives `x-1`, `x` and `x!` the ids x-1, x and x-1
          const same = sections.filter(({ id }) => id === section.id);
          const found = same.length === 1 ? { kind: 'section', section } : { kind: 'ambiguous' };
          expect(findSection(sections, section.id)).toMatchObject(found);
          expect(findSection(sections, String(section.number))).toEqual({ kind: 'section', section });
        }
      }),
    );
  });

  it('with the deeper headings below it', () => {
    const { sections } = compileTest('i\n\n## A\n\n### B\n\n#### C\n\n### D\n\n## E\n\n# F\n\n## G');
    const numbers = (at: number) =>
      withSubsections(sections, sections[at] as (typeof sections)[0]).map(({ number }) => number);
    expect([0, 1, 2, 5, 6].map(numbers)).toEqual([[0], [1, 2, 3, 4], [2, 3], [5], [6, 7]]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageMarkdown } from '../../../src/output/page/html-markdown-json.js';
import { PAGE_WORDS } from '../../../src/output/words/page-words.js';
import { compilePage, NOT_DRAWN } from '../../../src/page/compile-page.js';
import type { PageFormat } from '../../../src/page/model.js';
import { compileTest, EXTRAS, ownPage, pages } from '../../support/pages.js';

const page = (body: string, front = 'title: T') => compileTest(`---\n${front}\n---\n${body}`);

describe('a page', () => {
  it('is Jekyll’s where it has front matter, else GitHub’s; `format` says otherwise', () => {
    const read = (text: string, format?: PageFormat) =>
      compilePage(
        { text, format, site: { url: 'https://a.example', baseurl: '' }, url: undefined },
        PAGE_WORDS,
        EXTRAS,
        NOT_DRAWN,
      )
        .sections.map((section) => section.text)
        .join('\n');
    expect(read('---\ntitle: T\n---\n{{ page.title }}\n')).toBe('T');
    expect(read('{{ site.url }}\n')).toBe('{{ site.url }}');
    expect(read('---\ntitle: T\n---\n{{ page.title }}\n', 'github')).toBe('{{ page.title }}');
    expect(read('{{ site.url }}\n', 'jekyll')).toBe('https://a.example');
    expect(read('~~a~~\n', 'commonmark')).toBe('~~a~~');
    expect(read('~~[b](https://c.example)~~\n')).toBe('~~b <https://c.example>~~');
  });

  it('has braces as text outside of Jekyll', () => {
    const source =
      '```yaml\nTOKEN: $\u007b{ secrets.TOKEN }}\n```\n\n`{{7*7}}` and {% debug %}\n\nx\n{:.lead}\n';
    for (const format of ['github', 'commonmark'] as const) {
      const { sections, notUnderstood } = compileTest(source, format);
      expect(sections[0]?.text).toBe('TOKEN: $\u007b{ secrets.TOKEN }}\n{{7*7}} and {% debug %}\nx {:.lead}');
      expect(notUnderstood).toEqual([]);
    }
  });

  it.each([
    ['lists on one line', `${'- '.repeat(800)}x`],
    ['quotations on one line', `${'>'.repeat(1600)} x`],
    ['lists in lists', Array.from({ length: 150 }, (_, at) => `${'  '.repeat(at)}- x\n`).join('')],
    ['emphasis', `${'*'.repeat(3000)}a${'*'.repeat(3000)}`],
  ])('may not be nested without end: %s', (_name, body) => {
    expect(() => page(body)).toThrow(
      expect.objectContaining({
        code: 'BAD_DATA',
        facts: expect.objectContaining({ reason: 'page-too-much', line: expect.any(Number) }),
      }),
    );
  });

  it('is refused by the line of what is too much', () => {
    const deep = `${'*'.repeat(3000)}a${'*'.repeat(3000)}`;
    const facts = expect.objectContaining({ what: 'nesting', line: 6 });
    expect(() => compileTest(`a\n\n- b\n\n  c\n- ${deep}\n`)).toThrow(expect.objectContaining({ facts }));
  });

  it.each(['github', 'jekyll'] as const)(
    'has too long a text as it is written, and names it: %s',
    (format) => {
      const long = `[${'some *words*\n> '.repeat(1000)}`;
      const { sections, notUnderstood } = compileTest(`*a*\n\n> *b*\n\n> ${long}\n\n## *c*\n`, format);
      expect(notUnderstood).toEqual([{ what: 'text-length', most: 10_000, line: 5 }]);
      expect(sections.map(({ title }) => title)).toEqual(['Introduction', 'c']);
      expect(sections[0]?.text).toMatch(/^a\nb\n\[some \*words\* some/);
    },
  );

  it('may be nested far deeper than a reader can follow', () => {
    expect(page(`${'- '.repeat(60)}deep`).sections[0]?.text).toContain('deep');
    expect(page(`${'>'.repeat(60)} deep`).sections[0]?.html).toContain('deep');
  });

  it('makes relative links absolute', () => {
    const targets = page('[a](#x) [b](/y) [c](z.html) ![i](//cdn.example/i.png) [d](mailto:a@b.example)')
      .sections[0]?.links;
    expect(targets?.map(({ target }) => target)).toEqual([
      'https://example.com/security/#x',
      'https://example.com/y',
      'https://example.com/security/z.html',
      'https://cdn.example/i.png',
      'mailto:a@b.example',
    ]);
  });

  it('reads the front matter', () => {
    const front =
      'title: "A \\"quoted\\" title" # not this\ntags: [one, \'two\']\nredirect_from:\n  - /a/\n  - /b/\nother:\n  title: no';
    expect(page('x', front)).toMatchObject({
      title: 'A "quoted" title',
      tags: ['one', 'two'],
      redirectFrom: ['/a/', '/b/'],
    });
    expect(ownPage()).toMatchObject({
      title: 'Codeship Security Information',
      tags: ['security', 'gpg key'],
      redirectFrom: ['/security/', '/security/security/'],
      url: 'https://documentation.codeship.com/general/about/security/',
    });
    expect(compileTest('no front matter\n')).toMatchObject({ title: '', tags: [], redirectFrom: [] });
    expect(compileTest('---\n---\nx').sections[0]?.text).toBe('x');
  });

  it('takes the mark of the contents out, wherever it stands and whatever it looks like', () => {
    for (const mark of ['* include\n{:toc}', '1. TOC\n{:toc}', '- x\n{: toc .big}', '* x\n{:.a toc}']) {
      const { text, markdown } = page(`before\n\n${mark}\n\nafter`).sections[0] ?? {};
      expect([text, markdown]).toEqual(['before\nafter', 'before\n\nafter\n']);
    }
    expect(page('```\n* x\n{:toc}\n```').sections[0]?.text).toContain('{:toc}');
  });

  it('keeps lists apart that the mark of the table of contents stood between', () => {
    const source = '## A\n\n- - *a*\n\n* contents\n{:toc}\n\n- b\n  - *c*\n\n';
    const first = compileTest(source);
    expect(first.sections[0]?.html.match(/^<ul>/gm)).toHaveLength(2);
    expect(compileTest(first.sections[0]?.markdown ?? '').sections).toEqual(first.sections);
  });

  it('reads CRLF and a byte order mark as if they were not there', () => {
    const source = '---\ntitle: T\n---\nintro\n\n## A\n{:.no_toc}\n\ntext\n';
    expect(compileTest(`\ufeff${source.replace(/\n/g, '\r\n')}`)).toEqual(compileTest(source));
  });

  it('has no introduction where the first thing is a heading', () => {
    expect(page('## A\n\nx').sections.map(({ number, id }) => [number, id])).toEqual([[1, 'a']]);
    expect(page('').sections).toEqual([]);
  });

  it('gives a section the link definitions that stand elsewhere', () => {
    const { sections } = page('## A\n\n[x][one]\n\n## B\n\n[One]: https://one.example\n');
    expect(sections[0]?.markdown).toBe('## A\n\n[x][one]\n\n[One]: https://one.example\n');
    expect(sections[0]?.links[0]?.target).toBe('https://one.example');
  });

  it('printed as Markdown and read again has the same sections', () => {
    const again = (source: string) => {
      // (a zero-width character is printed as a visible escape)
      const first = compileTest(source.replace(/\u200d/g, ''));
      const second = compileTest(pageMarkdown({ head: first, sections: first.sections, whole: true }));
      expect(second).toEqual(first);
    };
    fc.assert(fc.property(pages, again), { numRuns: 150 });
  });
});

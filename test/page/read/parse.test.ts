import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageMarkdown } from '../../../src/output/page/html-markdown-json.js';
import { compileTest, ownPage, pages } from '../../support/pages.js';
import { refusal } from '../../support/refusal.js';

const page = (body: string, front = 'title: T') => compileTest(`---\n${front}\n---\n${body}`);

describe('a page', () => {
  it('names the line of a Liquid variable or tag that is not known', async () => {
    expect((await refusal(() => page('a\n\n[b]({{ site.nothing }}/x)'))).message).toMatch(
      /line 6 of the page has a Liquid variable/,
    );
    expect((await refusal(() => page('a\n{% include x.html %}'))).message).toMatch(
      /line 5 of the page has a Liquid tag/,
    );
    expect((await refusal(() => compileTest('a {{ open'))).message).toMatch(/line 1 /);
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

  it('is refused by the line of what is too much: of emphasis, of a paragraph', () => {
    const deep = `${'*'.repeat(3000)}a${'*'.repeat(3000)}`;
    const long = 'some words\n'.repeat(1000);
    for (const [body, what, line] of [
      [`a\n\n- b\n\n  c\n- ${deep}\n`, 'nesting', 6],
      [`some words\n\na\n\n> b\n\n${long}`, 'text-length', 7],
    ] as const) {
      const expected = expect.objectContaining({ facts: expect.objectContaining({ what, line }) });
      expect(() => compileTest(body)).toThrow(expected);
    }
  });

  it('may be nested far deeper than a reader can follow', () => {
    expect(page(`${'- '.repeat(60)}deep`).sections[0]?.text).toContain('deep');
    expect(page(`${'>'.repeat(60)} deep`).sections[0]?.html).toContain('deep');
  });

  it('resolves the site variables before Markdown is read', () => {
    const { links, markdown } = page(
      '[a]({{ site.baseurl }}/k.asc) [b]({{site.url}}/x) [c]({{ site.url }}{{ site.baseurl }}/y)',
    ).sections[0] as never as { links: { target: string }[]; markdown: string };
    expect(links.map(({ target }) => target)).toEqual([
      'https://example.com/k.asc',
      'https://example.com/x',
      'https://example.com/y',
    ]);
    expect(markdown).not.toMatch(/\{\{/);
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

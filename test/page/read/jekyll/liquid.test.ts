import { describe, expect, it } from 'vitest';
import { compileTest } from '../../../support/pages.js';

const page = (body: string, front = 'title: T') => compileTest(`---\n${front}\n---\n${body}`);
const textOf = (body: string, front?: string) =>
  page(body, front)
    .sections.map(({ text }) => text)
    .join('\n');

describe('Liquid', () => {
  it.each([
    ['a variable', 'a\n\n[b]({{ site.nothing }}/x)', 6, 'liquid-variable', '{{ site.nothing }}'],
    ['a variable of nobody', '{{ secrets.TOKEN }}', 4, 'liquid-variable', '{{ secrets.TOKEN }}'],
    ['a filter', 'a {{ site.url | upcase }}', 4, 'liquid-variable', '{{ site.url | upcase }}'],
    ['a calculation', '{{7*7}}', 4, 'liquid-variable', '{{7*7}}'],
    ['a tag', 'a\n{% include x.html %}', 5, 'liquid-tag', '{% include x.html %}'],
    ['what does not end', 'a\nb {{ open', 5, 'liquid-variable', '{{'],
    ['a tag that does not end', '{% open', 4, 'liquid-tag', '{%'],
    ['a block that does not end', '{% raw %} x', 4, 'liquid-tag', '{% raw %}'],
    ['the end of a block alone', 'x {% endraw %}', 4, 'liquid-tag', '{% endraw %}'],
    ['an object', '{{ page }}', 4, 'liquid-variable', '{{ page }}'],
    ['what every object has', '{{ page.constructor }}', 4, 'liquid-variable', '{{ page.constructor }}'],
  ])('that is not known stands as it is written, and is named: %s', (_name, body, line, what, text) => {
    const { notUnderstood, sections } = page(body);
    expect(notUnderstood).toEqual([{ line, what, text }]);
    expect(sections[0]?.markdown).toBe(`${body}\n`);
  });

  it('names all places, in their order', () => {
    const { notUnderstood } = page('{{ a }}\n{% b %} {{ site.url }}\n\n{{ c }}\n');
    expect(notUnderstood).toMatchObject([
      { line: 4, text: '{{ a }}' },
      { line: 5, text: '{% b %}' },
      { line: 7, text: '{{ c }}' },
    ]);
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

  it('knows what the front matter says, and where the page is', () => {
    const front = 'title: Our *page*\nauthor:\n  name: Ada\nversion: 1.10';
    expect(
      textOf('{{ page.title }}, {{page.author.name}}, {{- page.version -}} , {{ page.url }}', front),
    ).toBe('Our page, Ada,1.10, /security/');
  });

  it('has text that is not read, text that is not shown, and code', () => {
    expect(textOf('{% raw %}{{ site.url }} {% x %}{% endraw %} a')).toBe('{{ site.url }} {% x %} a');
    expect(textOf('a{% comment %} {{ x }}\n\nb {%- endcomment -%} c')).toBe('ac');
    const { sections, notUnderstood } = page(
      'Run:\n\n{% highlight sh linenos %}\ngpg --import `x` {{ site.url }}\n\n  # *done*\n{% endhighlight %}\n\nThen.\n',
    );
    expect(sections[0]?.blocks.map((block) => (block.kind === 'code' ? block.lines : block.kind))).toEqual([
      'text',
      ['gpg --import `x` {{ site.url }}', '', '  # *done*'],
      'text',
    ]);
    expect(notUnderstood).toEqual([]);
  });

  it('is code within a list item, and behind text', () => {
    const kinds = (body: string) =>
      page(body).sections[0]?.blocks.map(({ kind, indent }) => [kind, indent.length]);
    expect(kinds('1. a\n\n   {% highlight sh %}\n   x\n   {% endhighlight %}\n\n2. b\n')).toEqual([
      ['text', 3],
      ['code', 3],
      ['text', 3],
    ]);
    expect(kinds('a {% highlight sh %}\nx\n{% endhighlight %}\n')).toEqual([
      ['text', 0],
      ['code', 0],
    ]);
  });

  it('makes no more text of a variable than a page may have', () => {
    const front = `title: ${'x'.repeat(9_000)}`;
    expect(() => page('{{ page.title }}\n\n'.repeat(10_000), front)).toThrow(
      expect.objectContaining({
        facts: expect.objectContaining({ reason: 'page-too-much', what: 'characters' }),
      }),
    );
  });
});

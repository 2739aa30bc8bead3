import { describe, expect, it } from 'vitest';
import { compileTest } from '../../support/pages.js';

const seen = (source: string) => {
  const { title, heading, sections } = compileTest(source);
  return { title, html: heading?.html, sections: sections.map(({ number, title: own }) => [number, own]) };
};

describe('the only heading of level 1 at the start is the title', () => {
  it('with what stands below it as the introduction', () => {
    expect(seen('# A *b*\n\ntext\n\n## C')).toEqual({
      title: 'A b',
      html: '<h1 id="a-b">A <em>b</em></h1>',
      sections: [
        [0, 'Introduction'],
        [1, 'C'],
      ],
    });
    expect(seen('# A\n\n## B').sections).toEqual([[1, 'B']]);
    expect(seen('---\ntitle: A\n---\n# A\n\ntext').sections).toEqual([[0, 'Introduction']]);
  });

  it('but not beside another, below a text, or under a title of its own', () => {
    expect(seen('# A\n\n# B').sections).toHaveLength(2);
    expect(seen('text\n\n# A').title).toBe('');
    expect(seen('---\ntitle: T\n---\n# A')).toMatchObject({ title: 'T', sections: [[1, 'A']] });
    expect(seen('## A')).toMatchObject({ title: '', sections: [[1, 'A']] });
  });

  it('and is in the source of the page', () => {
    for (const source of ['# A\n\ntext\n\n## B\n', '# A\n\n## B\n']) {
      const { frontMatter, sections } = compileTest(source);
      expect(frontMatter + sections.map(({ markdown }) => markdown).join('\n')).toBe(source);
    }
  });
});

describe('a link within the page', () => {
  it('names the section on a terminal, and is one in HTML', () => {
    const source = '[b](#b) [there](https://example.com/security/#b) [gone](#no)\n\n## A\n\n## B';
    const [introduction] = compileTest(source).sections;
    expect(introduction?.text).toBe(
      'b <section 2> there <section 2> gone <https://example.com/security/#no>',
    );
    expect(introduction?.html.match(/href="[^"]*"/g)).toEqual([
      'href="#b"',
      'href="#b"',
      'href="https://example.com/security/#no"',
    ]);
    expect(introduction?.links[0]?.target).toBe('https://example.com/security/#b');
  });
});

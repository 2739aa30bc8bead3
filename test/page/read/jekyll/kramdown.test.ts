import { describe, expect, it } from 'vitest';
import { compileTest } from '../../../support/pages.js';

const text = (source: string) =>
  compileTest(source)
    .sections.map((section) => [...(section.number > 0 ? [section.title] : []), section.text].join('\n'))
    .join('\n');
const html = (source: string) =>
  compileTest(source)
    .sections.map((section) => section.html)
    .join('');

describe('attribute lists', () => {
  it('are not seen behind blocks, rows, spans and in items', () => {
    expect(text('a [b](https://b.example){:target="_blank"} *c*{: .x}\n{: .lead}')).toBe(
      'a b <https://b.example> c',
    );
    expect(text('| a | b |\n|---|---|\n| 1 | 2 |\n{: .table}')).toBe('a | b\n1 | 2');
    expect(text('* {:.x} a\n* b\n{: .y}')).toBe('- a\n- b');
    expect(text('{:name: .a #b}\n\na\n{: name}')).toBe('a');
  });

  it('are text behind a text, as in kramdown', () => expect(text('a{:.b} c')).toBe('a{:.b} c'));

  it('give an id to what they stand behind', () => {
    expect(html('*c*{: #place} [there](#place)')).toContain('<a href="#place">there</a>');
    expect(compileTest('## A\n{: #own}').sections[0]?.id).toBe('own');
    expect(compileTest('a\n\n{: #own}\n\n## A').sections[1]?.id).toBe('own');
    expect(compileTest('{: #own}\n\n## A').sections[0]?.id).toBe('a');
  });

  it.each([
    ['a paragraph', 'a\n{: #x}'],
    ['a paragraph below', 'a\n\n{: #x .y}\nb'],
    ['a picture', '![i](x.png)\n{: #x}'],
    ['a list', '- a\n- b\n{: #x}'],
    ['an item', '- {: #x} a'],
    ['a paragraph in an item', '- a\n\n  b\n  {: #x}'],
    ['a quotation', '> a\n{: #x}'],
    ['a table', '| a | b |\n{: #x}'],
    ['code', '```\na\n```\n{: #x}'],
    ['a definition', 'One\n: two\n{: #x}'],
    ['a rule', '***\n{: #x}'],
    ['HTML', '<div>a</div>\n{: #x}\n\nb'],
    ['HTML below', '{: #x}\n<div>a</div>'],
  ])('make %s a place that links lead to', (_, block) => {
    const [, place, other] = compileTest(`[to](#x)\n\n## A\n\n${block}\n\n## B\n\n[back](#x)`).sections;
    expect(place?.html.match(/ id="x"/g)).toHaveLength(1);
    expect(other?.html).toContain('<a href="#x">back</a>');
    expect(other?.text).toBe('back <section 1>');
  });
});

describe('footnotes', () => {
  it('stand below the section that speaks of them, in the order of the page', () => {
    const source =
      '## A\n\nx[^two] y[^one] z[^none]\n\n## B\n\nv[^two]\n\n[^one]: First.\n\n[^two]: Second\n    line.';
    expect(text(source)).toBe('A\nx[1] y[2] z[^none]\n[1] Second line.\n[2] First.\nB\nv[1]');
  });

  it('are not in the id of a heading', () => {
    expect(compileTest('## A b[^n]\n\n[^n]: c').sections[0]?.id).toBe('a-b');
  });

  it('that speak of each other or of nothing end', () => {
    expect(text('a[^a]\n\n[^a]: b[^b]\n[^b]: c[^a]')).toBe('a[1]\n[1] b[2]\n[2] c[1]');
    expect(text(`a\n\n${'[^a]: '.repeat(1_000)}`)).toContain('a');
  });
});

describe('definition lists', () => {
  it('have the meanings below the terms', () => {
    expect(text('One\nTwo\n: a *b*\n: c')).toBe('One\nTwo\na b\nc');
    expect(html('One\n\n: a\n\n  - b')).toMatch(/^<dl>\n<dt>One<\/dt>\n<dd><p>a<\/p>\n<ul>/);
  });

  it('want a paragraph above', () => expect(text(': a')).toBe(': a'));
});

describe('tables', () => {
  it('need no head, and have bars in code and behind backslashes', () => {
    expect(text('| a | b |\n| `c|d` | e \\| f |')).toBe('a | b\nc|d | e | f');
    expect(html('| a | b |')).not.toContain('<th');
  });

  it('are none with a line without a bar, a head alone, or right below a heading', () => {
    expect(html('a | b\nc')).not.toContain('<table');
    expect(html('| a |\n|---|')).not.toContain('<table');
    expect(html('## A\n| a |\n|---|\n| b |')).not.toContain('<table');
    expect(html('a {{ b | c }} d')).not.toContain('<table');
  });
});

describe('extensions and other signs', () => {
  it('comments and options are not seen, raw HTML is read', () => {
    expect(text('a {::comment}b{:/comment} c\n\n{::comment}\n\n## D\n{:/comment}\n\ne')).toBe('a c\ne');
    expect(text('{::options parse_block_html="true" /}\n\na')).toBe('a');
    expect(text('{::nomarkdown}\n<b>a</b> *b*\n{:/}')).toBe('a *b*');
    expect(text('{::comment}\na')).toContain('{::comment}');
  });

  it('abbreviations are explained nowhere', () => expect(text('HTML\n\n*[HTML]: Hyper Text')).toBe('HTML'));

  it('two tildes strike, one does not', () => {
    expect(text('~1 a ~2, ~/.b and ~/.c, (~1) ~~old~~')).toBe('~1 a ~2, ~/.b and ~/.c, (~1) ~~old~~');
    expect(html('~1 a ~2')).not.toContain('<del>');
    expect(html('~~a~~')).toContain('<del>a</del>');
  });

  it('formulas are as they are written', () => expect(text('$$a_1 * b_1 * c$$')).toBe('$$a_1 * b_1 * c$$'));

  it('HTML goes to its end, and Markdown is read in it where it says so', () => {
    expect(text('<div>\n\n**a**\n\n</div>\n\nb')).toBe('**a**\nb');
    expect(html('<div markdown="1">\n**a**\n</div>')).toContain('<strong>a</strong>');
  });
});

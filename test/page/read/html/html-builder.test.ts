import { describe, expect, it } from 'vitest';
import { compileTest } from '../../../support/pages.js';

const FORMATS = ['github', 'commonmark', 'jekyll'] as const;
const textOf = (source: string, format: (typeof FORMATS)[number] = 'github') =>
  compileTest(source, format)
    .sections.map(({ title, number, text }) => (number === 0 ? text : `# ${title}\n${text}`))
    .join('\n');

describe('what would run, load or hide', () => {
  it.each(FORMATS)('is text or nothing, in %s', (format) => {
    const { sections } = compileTest(
      [
        '<script>alert(1)</script>',
        '<img src=x onerror="alert(2)" alt="a picture">',
        '<a href="javascript:alert(3)">js</a> <a href="data:text/html,x">data</a> <a onclick="alert(4)" href="https://ok.example">ok</a>',
        '<svg onload=alert(5)><text>drawn</text></svg>',
        '<iframe src="https://evil.example"></iframe> and <style>* { display: none }</style>',
        '<p hidden style="display:none">hidden</p>',
        '<!--><b>seen</b>-->',
        '<form action="https://evil.example"><button>send</button></form>',
        "<h2 id='\"><script>alert(6)</script>'>T</h2>",
        '<details ontoggle=alert(7)>\n<summary>more</summary>\nx</details>',
      ].join('\n\n'),
      format,
    );
    const html = sections.map((section) => section.html).join('');
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
    const safe = /^(a|p|h2|strong|b|em|br|details|summary|pre|code)$/;
    expect(tags.filter(([, name = '']) => !safe.test(name))).toEqual([]);
    const attributes = tags.flatMap(([, , rest = '']) =>
      [...rest.matchAll(/ ([a-z-]+)(?==|$| )/g)].map(([, name]) => name),
    );
    expect(new Set(attributes)).toEqual(new Set(['href', 'id', 'open']));
    const targets = [...html.matchAll(/href="([^":]*):/g)].map(([, scheme]) => scheme);
    expect(new Set(targets)).toEqual(new Set(['https']));
    const text = sections.map((section) => section.text).join('\n');
    for (const word of [
      'alert(1)',
      'a picture',
      'js <javascript:alert(3)>',
      'drawn',
      'display: none',
      'hidden',
      'seen',
      'send',
      'more',
    ])
      expect(text).toContain(word);
    expect(text).not.toMatch(/alert\([24567]\)/);
  });

  it('is marked where a link goes elsewhere', () => {
    const source = '<a href="mailto:evil@evil.example">security@acme.example</a>';
    const [section] = compileTest(source, 'github').sections;
    expect(section?.links[0]?.mislabelled).toBe(true);
    expect(section?.text).toContain('[warning: this link goes elsewhere, to <evil@evil.example>]');
  });
});

describe('HTML says', () => {
  it.each([
    ['headings', '<h2 align="center">A <b>b</b></h2>\ntext\n', '# A b\ntext'],
    ['paragraphs', '<p>a\nb</p><p>c</p>\n', 'a b\nc'],
    ['lists', '<ul><li>a<li>b <ol start=3><li>c</ol></ul>\n', '- a\n- b\n3. c'],
    ['tables', '<table><tr><th>A<th>B</tr><tr><td>1<td>2</table>\n', 'A | B\n1 | 2'],
    ['tables without a head', '<table><tr><td>1</td><td>2</td></tr></table>\n', '1 | 2'],
    ['links', 'a <a href="https://a.example">b</a>', 'a b <https://a.example>'],
    ['breaks', 'a<br>b<br/>c', 'a\nb\nc'],
    ['quotations', '<blockquote>a</blockquote>\n', 'a'],
    ['code', '<pre><code>a\n  b</code></pre>\n', 'a\n  b'],
    ['what is small', 'H<sub>2</sub>O, 10<sup>6</sup>, 1<sup>st</sup>', 'H₂O, 10⁶, 1st'],
    ['keys', 'press <kbd>Ctrl</kbd>+<kbd>C</kbd>', 'press Ctrl+C'],
    ['images', '<img src="a.png" alt="the logo">', '[image: the logo] <https://example.com/security/a.png>'],
    ['details', '<details><summary>a <b>b</b></summary>c</details>\n', 'a b\nc'],
    ['details without a summary', '<details>c</details>\n', 'Details\nc'],
    ['entities', '<p>a &lt; b &amp; c &copy;</p>\n', 'a < b & c ©'],
    ['nothing in a comment', 'a <!-- b --> c\n\n<!--\nd\n\ne -->\n', 'a c'],
    ['the text of what it does not know', '<font color=red>a</font> <x-y>b</x-y> <unknown>c', 'a b c'],
    ['the text of what does not end', '<div title="a\n\nb\n', '<div title="a\nb'],
    ['the text of what ends twice', '</b></div></td>a</ul>\n', 'a'],
  ])('%s', (_name, source, text) => expect(textOf(source)).toBe(text));

  it('what Markdown between its tags says', () => {
    const source =
      '<div align="center">\n\n## *A*\n\n</div>\n\n<details>\n<summary>S</summary>\n\n- b\n\n</details>\n\n<table><tr><td>\n\n**c**\n\n</td></tr></table>\n';
    expect(textOf(source)).toBe('# A\nS\n- b\nc');
  });

  it('a section where a heading stands in it, with its own source', () => {
    const source =
      'a\n\n<details>\n<summary>S</summary>\n\n### B\n\nc\n\n</details>\n\n<div>\n<h2>D</h2>\ne\n</div>\n';
    const { sections } = compileTest(source, 'github');
    expect(sections.map(({ title, id, level }) => [title, id, level])).toEqual([
      ['Introduction', 'intro', 1],
      ['B', 'b', 3],
      ['D', 'd', 2],
    ]);
    expect(sections.map(({ markdown }) => markdown)).toEqual([
      'a\n\n<details>\n<summary>S</summary>\n',
      '### B\n\nc\n\n</details>\n\n<div>\n',
      '<h2>D</h2>\ne\n</div>\n',
    ]);
    const again = compileTest(sections.map(({ markdown }) => markdown).join('\n'), 'github');
    expect(again.sections).toEqual(sections);
  });

  it('a section where a heading stands in a summary', () => {
    const source = 'a [c](#c)\n\n<details>\n<summary><h3>C</h3></summary>\n\nd\n\n</details>\n';
    const { sections } = compileTest(source, 'github');
    expect(sections.map(({ title, text }) => [title, text])).toEqual([
      ['Introduction', 'a c <section 1>'],
      ['C', 'd'],
    ]);
    expect(sections[1]?.markdown).toMatch(/^<details>\n<summary><h3>C/);
  });

  it('terms with what they mean', () => {
    const source = '<dl>\n<dt>A<dt>B\n<dd>c<dd><p>d</p><ul><li>e</ul>\n<dt>F</dt><dd>g</dd></dl>\n\nh\n';
    const { html = '' } = compileTest(source, 'github').sections[0] ?? {};
    expect(html.replaceAll('\n', '')).toBe(
      '<dl><dt>A</dt><dt>B</dt><dd><p>c</p></dd><dd><p>d</p><ul><li>e</li></ul></dd></dl><dl><dt>F</dt><dd><p>g</p></dd></dl><p>h</p>',
    );
    expect(textOf('<dd>a</dd><dt>b</dt>\n')).toBe('a\nb');
  });

  it('cells over several columns and rows, each value in its own column', () => {
    const row = (...cells: string[]) => `<tr>${cells.join('')}</tr>`;
    const source = `<table>${[
      row('<th>A</th>', '<th>B</th>', '<th>C</th>'),
      row('<td rowspan="2">a</td>', '<td>b</td>', '<td>c</td>'),
      row('<td>d</td>', '<td>e</td>'),
      row('<td colspan=2>f</td>', '<td>g</td>'),
      row('<td colspan=999999999 rowspan=999999999>h</td>'),
    ].join('')}</table>`;
    expect(textOf(source)).toMatch(/^A \| B \| C\na \| b \| c\na \| d \| e\nf \| {2}\| g\nh \| /);
    const { html = '' } = compileTest(source, 'github').sections[0] ?? {};
    expect(html).toContain('<td rowspan="2">a</td>');
    expect(html).toContain('<td colspan="2">f</td>');
  });

  it('where a link may lead, with an anchor that shows nothing', () => {
    const { sections } = compileTest('a\n\n<a name="old"></a>\n## B\n\n<p id="p">c</p>\n', 'github');
    expect(sections.map(({ text, markdown }) => [text, markdown])).toEqual([
      ['a', 'a\n'],
      ['c', '<a name="old"></a>\n## B\n\n<p id="p">c</p>\n'],
    ]);
    expect(sections[1]?.html).toBe('<h2 id="b"><a id="old"></a>B</h2>\n<p><a id="p"></a>c</p>\n');
  });

  it('no id twice', () => {
    const { sections } = compileTest('<a id="a"></a><a id="b"></a><a id="b"></a> x\n\n## A\n', 'github');
    const html = sections.map((section) => section.html).join('');
    expect([...html.matchAll(/ id="(.*?)"/g)].map(([, id]) => id)).toEqual(['b', 'a']);
  });
});

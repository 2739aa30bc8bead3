import { describe, expect, it } from 'vitest';
import { extrasFor } from '../../../../src/page/read/extras.js';
import { compileTest } from '../../../support/pages.js';
import { renderPage } from '../../../support/render.js';

const page = (source: string) => compileTest(source, 'github');
const only = (source: string) => {
  const [section] = page(source).sections;
  if (!section) throw new Error('no section');
  return section;
};

describe('alerts', () => {
  it('say what they are above their text', async () => {
    const source = '> [!WARNING]\n> Do **not** open an issue.\n>\n> - a\n';
    expect(await renderPage(page(source), 80, 'pretty')).toBe(
      '│ Warning\n│ Do not open an issue.\n\n│ • a\n',
    );
    expect(only(source).html).toBe(
      '<blockquote>\n<p><strong>Warning</strong></p>\n<p>Do <strong>not</strong> open an issue.</p>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>\n',
    );
  });

  it.each([
    ['> [!DANGER]\n> a', '[!DANGER] a'],
    ['> [!NOTE] a', '[!NOTE] a'],
    ['> [!NOTE]', '[!NOTE]'],
    ['- > [!NOTE]\n  > a', '-\n[!NOTE] a'],
    ['> a\n> [!NOTE]', 'a [!NOTE]'],
  ])('%j is a quotation', (source, text) => expect(only(source).text).toBe(text));

  it('know their mark in any case', () => expect(only('> [!tip]\n> a').text).toBe('Tip\na'));
});

describe('emoji codes', () => {
  it('are emoji in text and headings, and stay in code, addresses and ids', () => {
    const section = only('## Security :lock:\n\n:x: `:x:` :no_such: 10:30:45 https://a.example/:x:\n');
    expect(section.title).toBe('Security 🔒');
    expect(section.id).toBe('security-lock');
    expect(section.text).toBe('❌ :x: :no_such: 10:30:45 https://a.example/:x:');
  });

  it('are loaded for a page that has some, as HTML is', async () => {
    const none = await extrasFor('10:30 a < b <https://a.example/b> &lt;b&gt;');
    expect(none).toEqual({ htmlBuilder: undefined, emoji: {} });
    expect((await extrasFor(':lock:')).emoji.lock).toBe('🔒');
    for (const html of ['a <b>', '</b>', '<!-- a -->', '<?a?>', '<https://a.example b>'])
      expect((await extrasFor(html)).htmlBuilder).toBeTypeOf('function');
  });
});

describe('footnotes', () => {
  const source =
    'A[^b] and[^a] and again[^b], [^none], `[^a]`.\n\n[^a]: First *note*.\n[^b]: Second\n    goes on.\n\n    - in a list[^c]\n[^c]: Third.\n[^d]: Nobody asks.\n';

  it('have the numbers of their references, and stand at the end of the section', () => {
    expect(only(source).text).toBe(
      'A[1] and[2] and again[1], [^none], [^a].\n[1] Second goes on.\n- in a list[3]\n[2] First note.\n[3] Third.',
    );
    expect(only(source).html).toContain('<p>A<sup><a href="#fn-1">[1]</a></sup> and');
    expect(only(source).html).toContain('<p><a id="fn-2"></a>[2] First <em>note</em>.</p>');
  });

  it('stand in the section that refers to them first, and the source of each has them', () => {
    const { sections } = page('# A\n\nx[^1]\n\n# B\n\ny[^1]\n\n[^1]: The note.\n');
    expect(sections.map(({ text }) => text)).toEqual(['x[1]\n[1] The note.', 'y[1]']);
    expect(sections[0]?.markdown).toBe('# A\n\nx[^1]\n\n[^1]: The note.\n');
  });

  it('are no links without a note, and links stay links', () => {
    expect(only('[^1](https://a.example)').links).toEqual([
      { text: '^1', target: 'https://a.example', mislabelled: false },
    ]);
  });
});

describe('badges and images', () => {
  it('are their text, once, where they are a link', () => {
    const { text, links, html } = only('[![build: ok](https://img.example/b.svg)](https://ci.example/)\n');
    expect(text).toBe('build: ok <https://ci.example/>');
    expect(links).toEqual([{ text: 'build: ok', target: 'https://ci.example/', mislabelled: false }]);
    expect(html).toBe('<p><a href="https://ci.example/">build: ok</a></p>\n');
  });

  it('are named as images where they stand alone', () => {
    expect(only('![A *plan*](plan.png) ![](x.png)').text).toBe(
      '[image: A plan] <https://example.com/security/plan.png> [image] <https://example.com/security/x.png>',
    );
  });

  it('cannot hide where a link goes', () => {
    expect(only('[![security@acme.example](a.svg)](mailto:evil@evil.example)').links).toEqual([
      { text: 'security@acme.example', target: 'mailto:evil@evil.example', mislabelled: true },
    ]);
  });
});

it('tasks are shown done or not', () => {
  expect(only('- [x] a\n- [ ] b\n  1. [x] c\n').text).toBe('- [x] a\n- [ ] b\n1. [x] c');
});

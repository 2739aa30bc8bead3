/**
 * The faults of marked-terminal (and of what it stands on) that readers met, each on a page that has the case. The
 * numbers are of its own tracker.
 */
import { describe, expect, it } from 'vitest';
import { render, seen } from '../../support/render.js';

describe('cured faults of marked-terminal', () => {
  it('inline markup in a tight list item is rendered (#304, #371)', async () => {
    expect(await render('- **bold** and `code`\n- [a](https://a.example/x)')).toBe(
      '- bold and code\n- a <https://a.example/x>',
    );
    expect(await render('- **bold**', 80, 'color')).toBe('• \u001b[1mbold\u001b[0m');
  });

  it('tight lists wrap, with a hanging indent (#272)', async () => {
    expect(await render('- one two three four five six\n  - seven eight nine ten', 20)).toBe(
      '- one two three four\n  five six\n  - seven eight nine\n    ten',
    );
  });

  it('an ordered list starts where it says, its text in one column', async () => {
    expect(await render('9. nine\n10. ten\n11. one two three four', 16)).toBe(
      ' 9. nine\n10. ten\n11. one two\n    three four',
    );
  });

  it('a URL is not broken, whatever the width', async () => {
    const url = 'https://example.com/a/very/long/path/that/goes/on/and/on?with=a&query=too';
    const text = await render(`Some words before <${url}>, and after`, 24);
    expect(text.split('\n')).toContain(`${url},`);
  });

  it('width counts cells: wide characters take two, combining ones none', async () => {
    expect(await render('安全安全安全 安全安全安全安全', 20)).toBe('安全安全安全\n安全安全安全安全');
    expect(
      await render(
        'e\u0301e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301',
        20,
      ),
    ).not.toContain('\n');
  });

  it('the width is the one that is asked for, not 80', async () => {
    const text = await render('word '.repeat(60), 120);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(119);
  });

  it('a heading has no signs of Markdown', async () => {
    expect(await render('## A `code` heading\n\ntext')).toBe('1. A code heading\n\ntext');
  });

  it('colons and words between them stay what they are', async () => {
    expect(await render('10:key:30 and `a:heart:b` :smile:')).toBe('10:key:30 and a:heart:b :smile:');
  });

  it('a link is printed once where text and target agree', async () => {
    expect(await render('[security@codeship.com](mailto:security@codeship.com) <https://a.example>')).toBe(
      'security@codeship.com https://a.example',
    );
  });

  it('with hyperlinks the target is read all the same, and never under a text that names another', async () => {
    const text = await render(
      '[Get in touch](mailto:s@c.example), [contact@c.example](mailto:s@c.example)',
      80,
      'links',
    );
    expect(seen(text)).toBe(
      'Get in touch <s@c.example>, contact@c.example [warning: this link goes\nelsewhere, to <s@c.example>]',
    );
    expect(text).not.toMatch(/\]8;;mailto:s@c\.example\u001b\\[^\u001b]*(\u001b\[[\d;]*m)?contact/);
  });

  it('a + in a hyperlink stays a +', async () => {
    expect(await render('[x](https://a.example/b+c)', 80, 'links')).toContain(
      '\u001b]8;;https://a.example/b+c\u001b\\',
    );
  });

  it('no escape sequence is cut by a narrow width', async () => {
    const text = await render(
      '**[one two three four five six seven](https://a.example/b)** `code code code`',
      20,
      'links',
    );
    for (const line of text.split('\n')) expect(seen(line)).not.toMatch(/\u001b|\[\d|8;;/);
  });

  it('an underline does not leak across lines, and has no gaps within one', async () => {
    const text = await render('*one two three four five six*', 20, 'color');
    expect(text).toBe('\u001b[4mone two three four\u001b[0m\n\u001b[4mfive six\u001b[0m');
  });

  it('entities are what they stand for, and code keeps them as written', async () => {
    expect(await render('a&nbsp;b &copy; &amp;lt; &uuml; `&amp;`')).toBe('a\u00a0b © &lt; ü &amp;');
  });

  it('U+202E and the like are visible', async () => {
    expect(await render('a\u202eb\u200bc')).toBe('a\\u202eb\\u200bc');
  });

  it('a nested list does not join the last line of its parent', async () => {
    expect(await render('1. a\n   - b\n\n     more\n2. c')).toBe('1. a\n   - b\n\n     more\n2. c');
  });

  it('task items, quotations, code, tables and rules keep their shape', async () => {
    expect(await render('- [x] done\n- [ ] not')).toBe('- [x] done\n- [ ] not');
    expect(await render('> a **b**\n>\n> - c', 80, 'pretty')).toBe('│ a b\n\n│ • c');
    expect(await render('> a\n>\n> - c')).toBe('  a\n\n  - c');
    expect(await render('```\nif (x)\n  y\n```')).toBe('    if (x)\n      y');
    expect(await render('| A | Bc |\n|---|---|\n| one | 2 |')).toBe('A    Bc\none  2');
    expect(await render('| Name | Purpose |\n|---|---|\n| one | a long text here |', 20)).toBe(
      'Name: one\nPurpose: a long text\n  here',
    );
    const over = '<tr><th>Name</th><th colspan="2">Purpose</th><th></th></tr>';
    const values = '<tr><td>one</td><td>a long text here</td><td>two</td><td>three</td></tr>';
    expect(await render(`<table>${over}${values}</table>`, 20)).toBe(
      'Name: one\nPurpose: a long text\n  here\nPurpose: two\nthree',
    );
    expect(await render('a\n\n***\n\nb')).toBe('a\n\nb');
    expect(await render('a  \nb<br>c <!-- d -->')).toBe('a\nb\nc');
  });
});

import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../../src/page/read/front-matter.js';

const read = (yaml: string) => readFrontMatter(`---\n${yaml}\n---\nBody.\n`);

describe('front matter that cannot be read', () => {
  it.each([
    [3, 'yaml', { lang: 'en', title: '"abc' }, 'lang: en\ntitle: "abc'],
    [3, 'yaml', { lang: 'en', title: 'a: b' }, 'lang: en\ntitle: a: b'],
    [2, 'yaml', { title: 'a: b', tags: ['c', 'd'] }, 'title: a: b\ntags:\n  - c\n  - d\n'],
    [3, 'no-anchor', { lang: 'en', title: '*none' }, 'lang: en\ntitle: *none'],
    [4, 'too-many-aliases', { a: ['x'] }, `a: &a [x]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]`],
    [2, 'too-deep', { lang: 'en' }, `title: ${'['.repeat(100_000)}\nlang: en`],
    [2, 'too-deep', { lang: 'en' }, `title: ${'['.repeat(20_000)}${']'.repeat(20_000)}\nlang: en`],
    [3, 'too-deep', { lang: 'en' }, `title:\n${'- '.repeat(5000)}x\nlang: en`],
    [
      104,
      'too-deep',
      { lang: 'en' },
      `title:\n${Array.from({ length: 300 }, (_, i) => `${'  '.repeat(i)}a:\n`).join('')}lang: en`,
    ],
  ])('is named on line %i for %s, and its other fields count', (line, fault, fields, yaml) => {
    const { notUnderstood, ...page } = read(yaml);
    expect(notUnderstood).toEqual([{ what: 'front-matter', line, why: expect.objectContaining({ fault }) }]);
    expect(page).toMatchObject({ fields, body: 'Body.\n', source: `---\n${yaml}\n---\n` });
  });

  it.each(['just words', '- a\n- b', '[a'])('is text of the page where no field is in it: %j', (yaml) => {
    const page = `---\n${yaml}\n---\nBody.\n`;
    const { notUnderstood, source, body } = readFrontMatter(page);
    expect({ source, body }).toEqual({ source: '', body: page });
    expect(notUnderstood).toMatchObject([{ what: 'front-matter', line: 2 }]);
  });

  it('is text of the page where it does not end', () => {
    const page = '---\ntitle: x\nno end\n\n## A\n';
    expect(readFrontMatter(page)).toMatchObject({
      source: '',
      body: page,
      notUnderstood: [{ what: 'front-matter', line: 1, why: { fault: 'no-end' } }],
    });
  });
});

describe('front matter is YAML', () => {
  it.each([
    ['title: >\n  Some\n  words', 'Some words'],
    ['title: |\n  Some\n  words', 'Some words'],
    ['title: Some\n  words', 'Some words'],
    ['title: "Some\n  words"', 'Some words'],
    ["title: 'It''s: so' # c", "It's: so"],
    ['title: "\\e[31m\\u00e9"', '\u001b[31mé'],
    ['x: &t T\ntitle: *t', 'T'],
    ['title: 1.0', '1.0'],
    ['title: !ruby/object:Gem x', 'x'],
    ['title: a\ntitle: b', 'b'],
    ['# only this', ''],
    ['title:\n  a: b', ''],
  ])('%j', (yaml, title) => expect(read(yaml).title).toBe(title));

  it('has lists of both kinds, with comments', () => {
    expect(read('tags: [a, "b, c"] # d\nredirect_from:\n  - /x # y\n  - /z')).toMatchObject({
      tags: ['a', 'b, c'],
      redirectFrom: ['/x', '/z'],
    });
    expect(read('tags: a b\nredirect_from: /x')).toMatchObject({ tags: ['a', 'b'], redirectFrom: ['/x'] });
  });

  it('is not what a page starts with that begins with a rule', () => {
    expect(readFrontMatter('---\n\nWords.\n')).toMatchObject({
      title: '',
      source: '',
      body: '---\n\nWords.\n',
    });
    expect(readFrontMatter('Words.\n---\ntitle: x\n')).toMatchObject({ title: '', source: '' });
  });
});

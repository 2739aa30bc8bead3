import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../../src/page/read/front-matter.js';
import { refusal } from '../../support/refusal.js';

const read = (yaml: string) => readFrontMatter(`---\n${yaml}\n---\nBody.\n`);
const failure = (page: string) => refusal(() => readFrontMatter(page));

describe('front matter that cannot be read', () => {
  it.each([
    ['line 3', 'lang: en\ntitle: "abc'],
    ['line 3', 'lang: en\ntitle: a: b'],
    ['line 3', 'lang: en\ntitle: *none'],
    ['line 2', 'just words'],
    ['line 2', '- a\n- b'],
    ['line 4', `a: &a [x]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]`],
    ['line 2', `title: ${'['.repeat(100_000)}`],
  ])('names %s: %j', async (line, yaml) => {
    const { code, message, next } = await failure(`---\n${yaml}\n---\nBody.\n`);
    expect({ code, next: next.length }).toEqual({ code: 'BAD_DATA', next: 1 });
    expect(message).toMatch(new RegExp(`^${line} of the page has front matter that cannot be read: [^\n]+$`));
  });

  it('is nested too deeply, in words that are not those of the stack', async () => {
    for (const yaml of [`title: ${'['.repeat(100_000)}`, `title: ${'['.repeat(20_000)}${']'.repeat(20_000)}`])
      expect((await failure(`---\n${yaml}\n---\n`)).message).toMatch(
        /cannot be read: it is nested too deeply$/,
      );
  });

  it('has no end', async () => {
    expect((await failure('---\ntitle: x\nno end\n\n## A\n')).message).toBe(
      'line 1 of the page starts front matter that does not end',
    );
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

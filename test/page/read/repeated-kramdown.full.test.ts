import { describe, it } from 'vitest';
import { expectNearlyLinear, SHAPES } from '../../support/repeated.js';

/** What kramdown's own syntax is made of. */
const TOKENS = [
  ...[
    '{::comment}\n',
    '{::comment}',
    '{::nomarkdown}',
    '{::nomarkdown}<b>{:/}',
    '{:/}',
    '{:: ',
    '{:a: .b}\n',
  ],
  ...['[^a]', '[^a]: b\n', '[^a]: [^a]: ', '[^a]: b\n\n[^a] ', '*[a]: b\n', '*[', '[a] [', '[a] [b] '],
  ...[': a\n', 'a\n: b\n', 'a\n\n: b\n\n', 'a\n: b\n\n', '- a|b\n  : c\n', '* {:.a} b\n', '^\n', '1) a\n'],
  ...['$$', '$$a ', '~~a', '~~ ', 'a~~', '<<', '*a*{:', '*a*{:.b}', '*a*{:}', '\\\\\n', 'a\n===\n'],
  ...[
    '| a\n',
    'a|b\n{:|}\n',
    '|`\n',
    '`|',
    '``|',
    '<code>|',
    '| `a\n\n',
    '| a |\n|---|\n',
    '|\\',
    '{{ a | b\n',
  ],
  ...['a\n{:#a}\n', 'a\n\n{:#a}\n\n', '<p>\n{:#a}\n', '- {:#a} b\n'],
  ...['<div markdown="1">\n', '<div markdown="1">', '<div>\n', '<p>a\n\n', '</div>\n', '<x1 '],
];

describe.each(Object.entries(SHAPES))('a token of kramdown many times, %s', (_, shape) => {
  it.each(TOKENS)('%j: ten times as many take no more than n log n', (token) => {
    expectNearlyLinear((count) => shape(token, count), 'jekyll');
  });
});

it('elements that do not end, each with a name of its own', () => {
  const make = (count: number) => Array.from({ length: count }, (_, at) => `<x${at}>\n\n`).join('');
  expectNearlyLinear(make, 'jekyll');
});

it('fields of front matter that is no YAML', () => {
  expectNearlyLinear((count) => `---\na: b: c\n${'x: y\n'.repeat(count)}---\nz\n`, 'jekyll', 400);
});

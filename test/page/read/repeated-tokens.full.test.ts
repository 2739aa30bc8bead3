import { describe, it } from 'vitest';
import { expectNearlyLinear, SHAPES } from '../../support/repeated.js';

/** What Markdown, kramdown and Liquid are made of, and what this program looks for in text. */
const TOKENS = [
  ...['*', '**', '_', '__', '~', '~~', '`', '```', '[', '![', ']', '](', '[](', '[a](', '[a]:', '[a]: b\n'],
  ...['[a](b) ', '![a](b) ', '[a][b] ', '<', '<a', '<a href="', '</a>', '<!--', '-->', '<div>\n', '&', '&#'],
  ...[
    '&amp;',
    '\\',
    '{',
    '{:',
    '{:.a}',
    '{:.a}\n',
    '{::',
    '{{',
    '{% ',
    '}}',
    '#',
    '# ',
    '## a\n',
    '- ',
    '- a\n',
  ],
  ...[
    '1. ',
    '1. a\n',
    '> ',
    '> a\n\n',
    '>- ',
    '|',
    'a | ',
    '|a ',
    '|-',
    'a|b\n-|-\n',
    '| a | b |\n',
    '=',
    'a\n=\n',
  ],
  ...[
    '---\n',
    '***\n',
    '    a\n',
    '\t',
    ' ',
    '  \n',
    '\n',
    'a',
    'a ',
    'a.',
    'a@b.c ',
    'a.@',
    'http://',
    'www.',
  ],
  ...[
    'www.a.b ',
    '@',
    'x:/',
    '\u200d',
    '\u{1f468}\u200d',
    '\u0301',
    '\u2028',
    '\u00a0',
    'é',
    '[^a]',
    '[^a]: b\n',
  ],
  ...[
    '*[a]: b\n',
    ': a\n',
    '$$',
    '"',
    '--',
    '...',
    '<<',
    '[.]',
    '[dot]',
    '(at)',
    'a()',
    'a.b()',
    '((',
    ' ((',
    '[[',
  ],
  ...[
    '*a',
    '**a',
    '_a ',
    'a_',
    '*a_',
    '[a',
    '`a',
    '**a*',
    'a**b',
    '**_',
    '```\na\n```\n',
    'a\\\n',
    '- a\n\n',
  ],
  ...['a\n***\n', 'a\n{:.a}\n', '{:.a}\n\n', '* a\n{:toc}\n\n'],
];

describe.each(['github', 'jekyll'] as const)('a token many times, on a %s page', (format) => {
  describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
    it.each(TOKENS)('%j: ten times as many take no more than n log n', (token) => {
      expectNearlyLinear((count) => shape(token, count), format);
    });
  });
});

describe.each(['github', 'jekyll'] as const)('brackets in many paragraphs of a %s page', (format) => {
  it.each(['[', '![', '[a', 'x[', '![ab'])('%j: ten times as many take no more than n log n', (token) => {
    const paragraph = `${token.repeat(Math.floor(9_000 / token.length))}\n\n`;
    const closed = `${token.repeat(Math.floor(9_000 / token.length))}](b) ]\n\n`;
    for (const text of [paragraph, closed])
      expectNearlyLinear(
        (count) => text.slice(-Math.min(text.length, count * 9)).repeat(Math.ceil(count / 1_000)),
        format,
      );
  });
});

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/errors.js';
import { compileTest } from '../../support/pages.js';

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
  ...['1. ', '1. a\n', '> ', '> a\n\n', '>- ', '|', 'a | ', '|-', 'a|b\n-|-\n', '| a | b |\n', '=', 'a\n=\n'],
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

const SHAPES: Record<string, (token: string, count: number) => string> = {
  'in a row': (token, count) => token.repeat(count),
  'after a letter': (token, count) => `x${token}`.repeat(count),
  'a paragraph each': (token, count) => `${token}\n\n`.repeat(count),
  'closed by others': (token, count) => `${token.repeat(count)}x@y.zz) ] \``,
};

/** Milliseconds of the processor that reading a page takes, refused or not. */
function cost(source: string): number {
  const before = process.cpuUsage();
  try {
    compileTest(source);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe.each(Object.entries(SHAPES))('a token many times, %s', (_name, shape) => {
  it.each(TOKENS)('%j: ten times as many take no more than n log n', (token) => {
    const [few, some, many] = [1_000, 10_000, 100_000].map((count) => cost(shape(token, count))) as [
      number,
      number,
      number,
    ];
    // 10 · log(10 n) / log(n) is 13; what is short is lost in the noise of other work
    expect(some).toBeLessThan(Math.max(few, 30) * 25);
    expect(many).toBeLessThan(Math.max(some, 60) * 25);
  });
});

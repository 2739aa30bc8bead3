import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { nameToEmoji } from 'gemoji';
import { PAGE_WORDS } from '../../src/output/words/page-words.js';
import { compilePage } from '../../src/page/compile-page.js';
import type { Page, PageFormat } from '../../src/page/model.js';
import { htmlBuilder } from '../../src/page/read/html/html-builder.js';
import { drawing } from './drawing.js';
import { root } from './run.js';

const SITE = { url: 'https://example.com', baseurl: '' };
/** What a run loads for a page that needs it. */
export const EXTRAS = { htmlBuilder, emoji: nameToEmoji };
const URL = 'https://example.com/security/';

/** A page of the tests, compiled; as Jekyll's, with front matter or without, unless another format is asked for. */
export function compileTest(text: string, format: PageFormat = 'jekyll'): Page {
  return compilePage({ text, format, site: SITE, url: URL }, PAGE_WORDS, EXTRAS, drawing());
}

/** The program's own page, compiled. */
export function ownPage(): Page {
  const text = readFileSync(`${root}/data/security.md`, 'utf8');
  const { site, page } = JSON.parse(readFileSync(`${root}/data/bundle.json`, 'utf8'));
  return compilePage({ text, format: page.format, site, url: page.url }, PAGE_WORDS, EXTRAS, drawing());
}

export function fixturePage(name: string): string {
  return readFileSync(`${root}/test/fixtures/pages/${name}.md`, 'utf8');
}

const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,12}[,;]?$/) },
  fc.constantFrom(
    'naïve',
    'Größe',
    'e\u0301te\u0301',
    '安全',
    'セキュリティに関するお問い合わせはこちらから',
    '한국어',
    '👩‍💻',
    '🎉',
    '3rd',
    '--',
  ),
  fc.stringMatching(/^[a-z]{30,120}$/),
  fc.stringMatching(/^[a-z]{3,9}(-[a-z]{3,9}){3,12}$/),
);
const url = fc.stringMatching(/^https:\/\/[a-z]{3,12}\.example\/[a-z0-9/+_-]{0,90}[a-z0-9]$/);
const address = fc.stringMatching(/^[a-z]{1,20}@[a-z]{3,20}\.example$/);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));

/** Inline Markdown of one line. */
const inline: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: words },
      words.map((text) => `**${text}**`),
      words.map((text) => `*${text}*`),
      words.map((text) => `\`${text}\``),
      words.map((text) => `~~${text}~~`),
      fc.tuple(words, url).map(([text, target]) => `[${text}](${target})`),
      fc.tuple(words, address).map(([text, target]) => `[${text}](mailto:${target})`),
      fc.tuple(address, address).map(([text, target]) => `[${text}](mailto:${target})`),
      url.map((target) => `(see <${target}>).`),
      address,
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(' '));

const indented = (text: string, by: string) => text.replace(/\n(?=.)/g, `\n${by}`);
const item = fc.oneof(
  inline,
  fc
    .tuple(inline, fc.array(inline, { minLength: 1, maxLength: 3 }))
    .map(([text, below]) => `${text}\n- ${below.join('\n- ')}`),
  fc.tuple(inline, inline).map(([text, more]) => `${text}\n\n${more}`),
);

const block: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: inline },
  fc
    .array(item, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((text) => `- ${indented(text, '  ')}`).join('\n')),
  fc
    .tuple(fc.integer({ min: 1, max: 12_000 }), fc.array(item, { minLength: 1, maxLength: 4 }))
    .map(([start, items]) =>
      items.map((text, index) => `${start + index}. ${indented(text, '       ')}`).join('\n'),
    ),
  fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map((lines) => lines.map((line) => `> ${line}`).join('\n>\n')),
  fc.array(words, { minLength: 1, maxLength: 4 }).map((lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``),
  fc
    .array(fc.tuple(words, words), { minLength: 1, maxLength: 4 })
    .map((rows) => `| A | B c |\n| --- | --- |\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`),
  fc
    .tuple(fc.constantFrom('- ', '> ', '1. ', '- > '), fc.integer({ min: 2, max: 20 }), inline)
    .map(([mark, depth, text]) => mark.repeat(depth) + text),
  fc.constantFrom(
    '* * *',
    '* include a table of contents\n{:toc}',
    'a line  \nand its break',
    '<br>',
    '<!-- a comment -->',
  ),
);

const section = fc
  .tuple(
    fc.integer({ min: 2, max: 4 }),
    fc.oneof(words, inline),
    fc.constantFrom('', '\n{:.no_toc}'),
    fc.array(block, { maxLength: 4 }),
  )
  .map(([level, title, line, blocks]) => `${'#'.repeat(level)} ${title}${line}\n\n${blocks.join('\n\n')}\n`);

/** Whole pages: front matter, an introduction, sections with everything that Markdown has. */
export const pages: fc.Arbitrary<string> = fc
  .tuple(words, fc.array(block, { maxLength: 3 }), fc.array(section, { maxLength: 5 }))
  .map(
    ([title, introduction, sections]) =>
      `---\ntitle: "${title}"\n---\n${[...introduction, ...sections].join('\n\n')}\n`,
  );

import fc from 'fast-check';

const word = fc.constantFrom(
  ...[
    'report',
    'Größe',
    '安全',
    'a_b_c',
    '3rd',
    'C++',
    'x*y',
    '2 * 3',
    'AT&T',
    '&copy;',
    '&amp;lt;',
    '\\*',
    '\\[x\\]',
  ],
  ...[
    '1 < 2',
    'it’s',
    '"quoted"',
    '👩‍💻',
    'key:',
    '(see)',
    '#12',
    '@octocat',
    '--',
    '...',
    '$x$',
    '{{ x }}',
    '%20',
    '`',
  ],
);
const plain = fc.stringMatching(/^[a-z]{2,8}$/);
const words = fc
  .array(fc.oneof({ weight: 2, arbitrary: plain }, word), { minLength: 1, maxLength: 4 })
  .map((list) => list.join(' '));
const simple = fc.array(plain, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '));
const url = fc.stringMatching(/^https:\/\/[a-z]{3,8}\.example\/[a-z0-9/_-]{0,12}[a-z0-9]$/);
const path = fc.constantFrom(
  'docs/a.md',
  '../b.md',
  '/c',
  '#d',
  'e?f=1&amp;g=2',
  '<h i.md>',
  'j "A title"',
  "k 'B'",
);

/** Inline Markdown that CommonMark has. */
const common = fc.oneof(
  { weight: 4, arbitrary: words },
  simple.map((text) => `**${text}**`),
  simple.map((text) => `*${text}*`),
  simple.map((text) => `_${text}_`),
  simple.map((text) => `***${text}***`),
  words.map((text) => `\`\` ${text} \`\``),
  fc.tuple(simple, fc.oneof(url, path)).map(([text, target]) => `[${text}](${target})`),
  fc.tuple(simple, fc.oneof(url, path)).map(([text, target]) => `![${text}](${target})`),
  fc.tuple(simple, url, url).map(([text, image, target]) => `[![${text}](${image})](${target})`),
  simple.map((text) => `[${text}][one]`),
  fc.constantFrom('[one]', '[One][]', '[two]', '[none]', '[no][none]'),
  url.map((target) => `<${target}>`),
  fc.constantFrom('<security@acme.example>', 'a\\\nb', 'a  \nb', 'a\nb', '&nbsp;', '&#x41;', '&notanentity;'),
  simple.map((text) => `<b>${text}</b>`),
  simple.map((text) => `<kbd>${text}</kbd>`),
  simple.map((text) => `H<sub>2</sub>O and ${text}<sup>2</sup>`),
  fc.tuple(simple, url).map(([text, target]) => `<a href="${target}">${text}</a>`),
  fc.tuple(simple, url).map(([text, target]) => `<img src="${target}" alt="${text}">`),
  fc.constantFrom(
    'a<br>b',
    'a<br/>b',
    'a <!-- hidden --> b',
    '<a name="x"></a>',
    '<span title="a">b</span>',
    '</b>',
    '<i>c',
  ),
  simple.map((text) => `**${text} <i>${text}</i>**`),
);
/** And what GitHub adds. */
const github = fc.oneof(
  { weight: 3, arbitrary: common },
  simple.map((text) => `~~${text}~~`),
  simple.map((text) => `~${text}~`),
  url,
  fc.constantFrom(
    'www.acme.example/a_b',
    'security@acme.example',
    'https://acme.example/a_(b).',
    ':lock:',
    ':x:',
    ':no_such:',
  ),
  fc.constantFrom('`:lock:`', '[^1]', '[^note]', '[^missing]', '10:30:45'),
);

const indented = (text: string, by: string) => text.replace(/\n(?=.)/g, `\n${by}`);

/** Blocks with the given inline content. */
function blocksOf(inline: fc.Arbitrary<string>, isGithub: boolean): fc.Arbitrary<string> {
  const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
  const oneLine = line.map((text) => text.replace(/(?: {2}|\\)?\n/g, ' '));
  const lines = fc.array(line, { minLength: 1, maxLength: 3 });
  const both = [
    { weight: 4, arbitrary: line },
    fc.tuple(fc.integer({ min: 1, max: 6 }), oneLine).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
    fc.tuple(oneLine, fc.constantFrom('===', '---')).map(([text, rule]) => `x ${text}\n${rule}`),
    fc.constantFrom(
      '* * *',
      '    code *x*\n    more',
      '```sh\nrun `this` <b>\n\n  :lock:\n```',
      '~~~\n[a](b)\n~~~',
    ),
    lines.map((list) => list.map((text) => `- ${indented(text, '  ')}`).join('\n')),
    lines.map((list) => list.map((text) => `- ${indented(text, '  ')}`).join('\n\n')),
    fc
      .tuple(line, lines)
      .map(
        ([text, list]) =>
          `1. ${indented(text, '   ')}\n   - ${list.map((one) => indented(one, '     ')).join('\n   - ')}`,
      ),
    lines.map((list) => list.map((text) => `> ${indented(text, '> ')}`).join('\n>\n')),
    fc.tuple(line, line).map(([text, more]) => `> ${indented(text, '> ')}\n> - ${indented(more, '>   ')}`),
    fc
      .tuple(simple, line)
      .map(([title, text]) => `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`),
    fc
      .tuple(simple, simple)
      .map(
        ([a, b]) =>
          `<details><summary>${a} <b>${b}</b></summary>\n<p>${b} &amp; ${a}</p>\n<ul><li>${a}<li>${b}</ul>\n</details>`,
      ),
    fc
      .tuple(simple, line)
      .map(([title, text]) => `<div align="center">\n  <h2>${title}</h2>\n\n${text}\n\n</div>`),
    simple.map(
      (text) =>
        `<table><tr><th>${text}</th><th>b</th></tr><tr><td>${text}</td><td><code>c</code></td></tr></table>`,
    ),
    simple.map((text) => `<p align="center">\n  <img src="a.png" alt="${text}">\n  <em>${text}</em>\n</p>`),
    fc.constantFrom(
      '<!-- a comment -->',
      '<!-- a\n\ncomment -->',
      '<a id="y"></a>\n## Below',
      '<pre>a\n  b</pre>',
      '<br>',
      '<hr>',
    ),
  ];
  if (!isGithub)
    return fc.oneof(...both, fc.constantFrom('a ~~b~~ www.acme.example', '| a | b |\n| - | - |\n| c | d |'));
  return fc.oneof(
    ...both,
    lines.map((list) =>
      list.map((text, at) => `- [${at % 2 ? 'x' : ' '}] ${indented(text, '  ')}`).join('\n'),
    ),
    fc
      .array(fc.tuple(oneLine, oneLine), { minLength: 1, maxLength: 3 })
      .map((rows) => `| A | B |\n| :-- | --: |\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`),
    fc
      .tuple(fc.constantFrom('NOTE', 'WARNING', 'TIP'), line)
      .map(([kind, text]) => `> [!${kind}]\n> ${indented(text, '> ')}`),
    fc.constantFrom('<script>alert(1)</script>', '<style>p { color: red }</style>'),
  );
}

const ENDS = '[one]: https://one.example/x "One"\n[two]: <two.md>\n';
const NOTES =
  '\n[^1]: The first with [a link](https://fn.example/).\n[^note]: Second\n    goes on.\n\n    And on.\n';

function pagesOf(inline: fc.Arbitrary<string>, isGithub: boolean): fc.Arbitrary<string> {
  return fc
    .array(blocksOf(inline, isGithub), { minLength: 1, maxLength: 8 })
    .map((blocks) => `${blocks.join('\n\n')}\n\n${ENDS}${isGithub ? NOTES : ''}`);
}

/** Whole pages for GitHub, with everything that it has. */
export const githubPages = pagesOf(github, true);
/** Whole pages of CommonMark. */
export const commonmarkPages = pagesOf(common, false);

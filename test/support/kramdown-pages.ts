import fc from 'fast-check';

/** Words with what a page has between them, and no sign that would begin something else. */
const word = fc.oneof(
  { weight: 10, arbitrary: fc.stringMatching(/^[a-zA-Z]{2,9}[,;]?$/) },
  fc.constantFrom(
    'Größe',
    '安全',
    '~100',
    '(~1)',
    '~/.config',
    'a~b~c',
    'snake_case_name',
    '2.0',
    'A&B',
    'R&amp;D',
    '&copy;',
    '\\*starred\\*',
    'https://acme.example/a_b_c',
    'security@acme.example',
    'C++',
    '$5',
    'HTML',
    "it's",
    '\\{braces\\}',
    '🎉',
  ),
);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z0-9-]{1,8}){0,2}$/);
const attributes = fc.constantFrom(
  '{:.note}',
  '{: .a .b}',
  '{: #own}',
  '{: .x #y key="value"}',
  '{:target="_blank" rel=\'noopener\'}',
  '{: title="a } b"}'.replace('}', '\\}'),
);
const sometimes = (arbitrary: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), arbitrary);

const span = fc.oneof(
  { weight: 8, arbitrary: words },
  words.map((text) => `**${text}**`),
  words.map((text) => `*${text}*`),
  words.map((text) => `~~${text.replaceAll('~', '')}x~~`),
  fc.constantFrom('`a|b`', '`` c`d ``', '`{:.x}`', '`--flag`', '`<tag>`').map((code) => code),
  fc.tuple(words, path).map(([text, to]) => `[${text}](https://acme.example/${to})`),
  fc.tuple(words, path).map(([text, to]) => `[${text}](/${to}?a=1&amp;b=2)`),
  fc.constantFrom('[the reference][ref]', '[ref]', '[Ref][]'),
  words.map((text) => `[${text}](mailto:security@acme.example)`),
  path.map((to) => `![a logo](https://acme.example/${to}.png)`),
  path.map((to) => `<https://acme.example/${to}?x=1&y=2>`),
  fc.constantFrom('[^one]', '[^two]', '[^none]'),
  fc.constantFrom('$$x_1 + y_2$$', '{::comment}not *shown*{:/comment}', '{::nomarkdown}{:/}', '--', '...'),
);
const attributed = fc.tuple(span, sometimes(attributes)).map(([text, list]) => {
  const last = text.at(-1) ?? '';
  return /^[*`[!~]/.test(text) && '*`)]~'.includes(last) ? text + list : text;
});
const inline = fc
  .array(fc.oneof({ weight: 3, arbitrary: span }, attributed), { minLength: 1, maxLength: 5 })
  .map((parts) => `So ${parts.join(' ')} end.`);
const paragraph = fc.array(inline, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));

const cell = fc.oneof(
  words,
  fc.constantFrom('`a|b`', 'x \\| y', '`` | ``', '**bold**', '[l](https://acme.example/t)', ''),
);
const row = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => `| first | ${cells.join(' | ')} |`);
const rows = fc.array(row, { minLength: 1, maxLength: 3 });
const table = fc.oneof(
  fc
    .tuple(row, fc.constantFrom('|---|---|', '|:--|--:|:-:|', '--|--'), rows)
    .map(([head, line, body]) => [head, line, ...body].join('\n')),
  rows.map((body) => body.join('\n')),
  fc.tuple(rows, rows, rows).map(([a, b, c]) => [...a, '|---|', ...b, '|===|', ...c].join('\n')),
  fc.tuple(words, words).map(([a, b]) => `${a} | ${b}\n--|--\n1 | 2`),
);
const indented = (text: string, by: number) => text.replace(/\n(?=.)/g, `\n${' '.repeat(by)}`);
const definitions = fc
  .tuple(fc.array(words, { minLength: 1, maxLength: 2 }), fc.array(paragraph, { minLength: 1, maxLength: 2 }))
  .map(([terms, meanings]) =>
    [...terms.map((term) => `Term ${term}`), ...meanings.map((text) => `: ${indented(text, 2)}`)].join('\n'),
  );
const list = fc
  .tuple(
    fc.constantFrom('* ', '- ', '1. ', '3. '),
    fc.array(inline, { minLength: 1, maxLength: 3 }),
    sometimes(inline),
  )
  .map(([mark, items, below]) => {
    const lines = items.map((text) => `${mark}${text}`);
    return [...lines, ...(below === '' ? [] : [`${' '.repeat(mark.length)}- ${below}`])].join('\n');
  });

const looseList = fc
  .tuple(fc.constantFrom('* ', '1. '), fc.array(fc.tuple(inline, inline), { minLength: 1, maxLength: 3 }))
  .map(([mark, items]) => {
    const by = ' '.repeat(mark.length);
    const code = `\n\n${by}\`\`\`\n${by}x | y\n${by}\`\`\``;
    return items.map(([a, b], at) => `${mark}${a}\n\n${by}${b}${at === 0 ? code : ''}`).join('\n\n');
  });
const looseDefinitions = fc
  .tuple(words, inline, inline, list)
  .map(([term, a, b, below]) => `Term ${term}\n\n: ${a}\n\n  ${b}\n\n  ${indented(below, 2)}\n\n: ${b}`);
const tasks = inline.map((text) => `- [ ] ${text}\n- [x] ${text}`);
const breaks = fc
  .tuple(inline, fc.constantFrom('  ', '\\', '\\\\', ''), inline)
  .map(([a, end, b]) => `${a}${end}\n${b}`);

const block = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  table,
  definitions,
  looseDefinitions,
  list,
  looseList,
  tasks,
  breaks,
  paragraph.map((text) => text.replace(/^/gm, '> ')),
  fc.constantFrom(
    '~~~ sh\ngpg --encrypt | tee\n~~~',
    '```\n{:.x} [^one]: *a*\n```',
    '    indented {::comment}',
  ),
  fc.constantFrom(
    '{::comment}\nnot *shown*\n\n## nor this\n{:/comment}',
    '{::options parse_block_html="true" /}',
    '{::nomarkdown}\n{:/nomarkdown}',
    '{:defined: .a #b}',
    '^',
    '* * *',
    '1) not a list',
    '<!-- a comment -->',
    'Setext heading\n---',
    '{: #above .a}\n## Heading with attributes above',
    '* {:.a} an item with attributes\n* another',
    '### Right above a table\n| a | b |\n|---|---|\n| 1 | 2 |',
    'a | b\nno bar',
    '| only a head |\n|---|',
    '*[CSS]: Cascading Style Sheets',
    'text\n* list\n2. numbers',
    '| `a|b |\n| c` | d |',
  ),
);
const blockWithAttributes = fc
  .tuple(block, sometimes(attributes))
  .map(([text, list]) => (list === '' || /^[{^<]/.test(text) ? text : `${text}\n${list}`));

const heading = fc
  .tuple(
    fc.integer({ min: 2, max: 4 }),
    fc.array(fc.oneof({ weight: 3, arbitrary: words }, attributed), { minLength: 1, maxLength: 3 }),
    sometimes(fc.constantFrom('\n{:.no_toc}', ' {#own-id}', ' ##', '\n{: #other}')),
  )
  .map(([level, parts, end]) => `${'#'.repeat(level)} Z ${parts.join(' ')}${end}`);

const section = fc
  .tuple(heading, fc.array(blockWithAttributes, { maxLength: 4 }))
  .map(([title, blocks]) => [title, ...blocks].join('\n\n'));

const END = `[ref]: https://acme.example/ref "Title"

[^one]: The first note with [a link](https://acme.example/one).

[^two]: The second
    in two lines.

    And a paragraph.

*[HTML]: Hyper Text
`;

/** Pages with what kramdown has beyond Markdown. */
export const kramdownPages: fc.Arbitrary<string> = fc
  .tuple(fc.array(blockWithAttributes, { maxLength: 2 }), fc.array(section, { minLength: 1, maxLength: 4 }))
  .map(([introduction, sections]) => `${[...introduction, ...sections, END].join('\n\n')}`);

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prepared, Row, World } from '../../row.js';
import { type Choice, choiceFrom, HOSTILE_TEXTS } from '../../support/choice.js';
import { leftBehind } from '../../support/jobs.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { writeBundle } from '../../support/vendor.js';
import { damage } from './messages.js';

export const PAGES: Row[] = [
  {
    name: 'fuzz-page',
    title: 'Random pages',
    meaning:
      'Pages put together at random from what Markdown, kramdown and Liquid are made of, from control characters and from pieces of real pages, and damaged ones, given to `show` in every format, `toc` and `search`.',
    tries: 10_000,
    prepare: preparePages,
  },
];

/** What Markdown, kramdown and Liquid are made of. */
export const TOKENS: readonly string[] = [
  ...[
    '# ',
    '## ',
    '### A heading\n\n',
    '\n',
    '\n\n',
    '  \n',
    '> ',
    '- ',
    '* ',
    '1. ',
    '    ',
    '\t',
    '---\n',
    '===\n',
  ],
  ...[
    '*',
    '**',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '```\n',
    '~~~\n',
    '[',
    ']',
    '(',
    ')',
    '![',
    '](',
    '<',
    '>',
    '|',
    '\\',
  ],
  ...[
    '[a](https://a.example/)',
    '[a](mailto:b@c.example)',
    '[x]: y\n',
    '[x][]',
    '[^1]',
    '[^1]: note\n',
    '<a@b.example>',
  ],
  ...[
    '{:.a}\n',
    '{: #id}\n',
    '{:toc}\n',
    '* toc\n{:toc}\n',
    '{::comment}',
    '{:/}',
    '{::nomarkdown}',
    '*[HTML]: x\n',
  ],
  ...[
    '{{',
    '}}',
    '{{ site.baseurl }}',
    '{{ page.title }}',
    '{% raw %}',
    '{% endraw %}',
    '{% include x %}',
    '{%',
    '%}',
  ],
  ...[
    '<!--',
    '-->',
    '<div>',
    '</div>',
    '<br>',
    '<script>',
    '<details>',
    '&amp;',
    '&#x1b;',
    '&#0;',
    '&nbsp;',
    '&',
    ';',
  ],
  ...[
    '| a | b |\n',
    '| --- | --- |\n',
    'term\n: definition\n',
    '$$x$$',
    ':tada:',
    '> [!NOTE]\n',
    '- [ ] ',
    '@',
    '.',
  ],
  ...[
    'title: ',
    'tags:\n  - a\n',
    'a',
    'word ',
    'https://example.com/a?b=c#d',
    'security@example.com',
    '安全',
    '👩‍💻',
  ],
];

function soup(choice: Choice): string {
  const { pick, below, odd } = choice;
  const pieces = Array.from({ length: 1 + below(60) }, () => {
    const token = odd(0.12) ? pick(HOSTILE_TEXTS) : pick(TOKENS);
    return odd(0.05) ? token.repeat(1 + below(200)) : token;
  });
  return (odd(0.3) ? '---\ntitle: A\n---\n' : '') + pieces.join('');
}

async function preparePages(world: World): Promise<Prepared> {
  const { root, vendor } = world;
  const real = ['data/security.md', 'test/fixtures/pages/headings.md', 'SECURITY.md', 'README.md'].map(
    (path) => readFileSync(join(root, path)),
  );
  const formats = ['pretty', 'plain', 'markdown', 'html', 'json'].map((name) => ['show', '--format', name]);
  const lines = [
    ...formats,
    ['toc'],
    ['toc', '--json'],
    ['search', 'a'],
    ['search', '--regex', 'a.', '--json'],
    ['show', '1'],
  ];
  return inLanes(
    world,
    async ({ folder, run }, seed) => {
      const choice = choiceFrom(seed);
      const page = choice.odd(0.3) ? damage(choice.pick(real), seed, real) : Buffer.from(soup(choice));
      writeFileSync(join(folder, 'bundle/page.md'), page);
      const ended = await run([...choice.pick(lines), '--color', 'never', '--bundle', 'bundle']);
      return [...lookAtRun(ended), ...leftBehind(folder)];
    },
    ({ folder }) => writeBundle(join(folder, 'bundle'), vendor),
  );
}

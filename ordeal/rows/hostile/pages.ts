import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prepared, Row, World } from '../../row.js';
import { HOSTILE_TEXTS } from '../../support/choice.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { writeBundle } from '../../support/vendor.js';
import { TOKENS } from '../fuzz/pages.js';

export const HOSTILE_PAGES: Row[] = [
  {
    name: 'hostile-page',
    title: 'Pages that are to hang a reader',
    meaning:
      'Each piece of Markdown, kramdown and Liquid and each control character, 1,000, 10,000 and 100,000 times in a row, one a line, nested deeper and deeper, and before and after a word, shown within the limit of time, or refused.',
    tries: 0,
    prepare: preparePages,
  },
];

const COUNTS = [1000, 10_000, 100_000];
const SHAPES: ((token: string, count: number) => string)[] = [
  (token, count) => token.repeat(count),
  (token, count) => `${token}\n`.repeat(count),
  (token, count) => `${token}a `.repeat(count),
  // a few hundred deep are some MB
  (token, count) =>
    Array.from({ length: Math.min(count, 400) }, (_, depth) => `${' '.repeat(2 * depth)}${token}a\n`).join(
      '',
    ),
  (token, count) => `a ${token.repeat(count)}b@c.example`,
];

async function preparePages(world: World): Promise<Prepared> {
  const all = [...TOKENS, ...HOSTILE_TEXTS].flatMap((token) =>
    SHAPES.flatMap((shape) => COUNTS.map((count) => ({ token, shape, count }))),
  );
  const lines = [
    ['show', '--format', 'plain'],
    ['toc'],
    ['show', '--json'],
    ['search', 'b'],
    ['show', '--format', 'html'],
  ];
  const made = inLanes(
    world,
    async ({ folder, run }, _seed, at) => {
      const { token, shape, count } = all[at] as (typeof all)[number];
      writeFileSync(join(folder, 'bundle/page.md'), `# Title\n\n${shape(token, count)}\n`);
      const ended = await run([...(lines[at % lines.length] ?? []), '--bundle', 'bundle']);
      const which = `${JSON.stringify(token)}, ${count} times, shape ${SHAPES.indexOf(shape)}`;
      return lookAtRun(ended).map(({ kind, what }) => ({ kind, what: `${which}: ${what}` }));
    },
    ({ folder }) => writeBundle(join(folder, 'bundle'), world.vendor),
  );
  return { ...made, all: all.length };
}

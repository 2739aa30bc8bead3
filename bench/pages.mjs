import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, work } from './measure.mjs';
import { makeVendor, ours } from './peers.mjs';
import { publish, table } from './report.mjs';

/** Pages whose reading could cost more than their length: each is a part that is said COUNT times. */
const SHAPES = {
  sections: (i) =>
    `## Section ${i % 7 ? i : 'same'}\n\nText **${i}** with [a link](https://example.com/${i}).\n\n- one\n- two\n\n`,
  'headings without blank lines': () => 'some text\n## A heading\n',
  // a paragraph is read in pieces of 10,000 characters
  'long paragraphs': (i) => `some *words* and \`more\`\n${i % 400 === 399 ? '\n' : ''}`,
  'long words': (i) => `deadbeef${i % 1000 === 999 ? '\n\n' : ''}`,
  'one list': () => '- an item\n',
};

// a page has at most 50,000 lines
const COUNTS = [1_750, 3_500, 7_000];

/** The cost of a page must grow as the page does. */
export function pages({ times = 3 }) {
  const { bundle } = makeVendor();
  const rows = Object.entries(SHAPES).map(([shape, part], at) => {
    const commands = Object.fromEntries(
      COUNTS.map((count) => {
        const dir = join(work, `pages-${at}-${count}`);
        cpSync(bundle, dir, { recursive: true });
        const { page } = JSON.parse(readFileSync(join(dir, 'bundle.json'), 'utf8'));
        writeFileSync(join(dir, page.file), Array.from({ length: count }, (_, i) => part(i)).join(''));
        return [count, { argv: ours('show', '--bundle', dir) }];
      }),
    );
    const runs = interleaved(commands, times);
    return [
      shape,
      ...COUNTS.map((count) => `${median(runs[count].map(({ seconds }) => seconds)).toFixed(2)} s`),
    ];
  });
  publish(
    'Pages',
    `\`show --bundle\` of generated pages.\n\n${table([['page of', ...COUNTS.map(String)], ...rows])}`,
    [`Node.js ${process.version}`],
  );
}

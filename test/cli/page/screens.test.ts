/**
 * Golden screens: the page and each of its sections at three widths, with colour and without, in
 * test/fixtures/screens. ESC stands there as `\e`. After a change that is meant: `npx vitest run screens -u`, and
 * read the difference.
 */
import { describe, expect, it } from 'vitest';
import { pageText } from '../../../src/output/page/page-text.js';
import { ownPage } from '../../support/pages.js';
import { expectRun, root, run } from '../../support/run.js';

const readable = (text: string) => text.replaceAll('\u001b', '\\e');
const file = (name: string) => `${root}/test/fixtures/screens/${name}.txt`;

const LOOKS = {
  plain: { marks: false, unicode: false, color: false, hyperlinks: false, accessible: false },
  color: { marks: true, unicode: true, color: true, hyperlinks: false, accessible: false },
};

describe.each([40, 80, 120])('at %i columns', (width) => {
  it.each(['plain', 'color'] as const)('the page, %s', async (look) => {
    const args = ['show', '--width', String(width), '--color', look === 'color' ? 'always' : 'never'];
    const result = await run(args);
    expectRun(result, { status: 0, stderr: '' });
    await expect(readable(result.stdout)).toMatchFileSnapshot(file(`page-${width}-${look}`));
  });

  it.each(['plain', 'color'] as const)('each section, %s', async (look) => {
    const page = ownPage();
    const screens = page.sections.map(async (section) => {
      const shown = { head: page, sections: [section], whole: false };
      return `$ codeship-sec show ${section.number}\n${await pageText(shown, { ...LOOKS[look], width })}`;
    });
    const text = (await Promise.all(screens)).join('\n');
    await expect(readable(text)).toMatchFileSnapshot(file(`sections-${width}-${look}`));
  });
});

it('search and toc', async () => {
  const commands = [
    ['toc'],
    ['toc', '--width', '60'],
    ['search', 'ssh'],
    ['search', 'contact'],
    ['search', 'key', '--color', 'always'],
  ];
  const screens: string[] = [];
  for (const args of commands) screens.push(`$ codeship-sec ${args.join(' ')}\n${(await run(args)).stdout}`);
  await expect(readable(screens.join('\n'))).toMatchFileSnapshot(file('toc-and-search'));
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { emptyFolder, expectRun, launcher, root, run, scrubbed } from '../../support/run.js';

const bundle = pageBundles();
const MAN = '\u{1f468}\u200d';

describe('a page that would take minutes', () => {
  it.each<[string, string, RegExp]>([
    ['one line', 'a'.repeat(4_000_000), /line 1 of the page begins more text than the 2097152 characters/],
    [
      'nested lists',
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
      /line 104 of the page begins text that is nested more than 100 times/,
    ],
    [
      'lists on one line',
      '- '.repeat(800),
      /line 3 of the page begins text that is nested more than 100 times/,
    ],
    [
      'quotations on one line',
      '>'.repeat(800),
      /line 3 of the page begins text that is nested more than 100 times/,
    ],
    [
      'list items in list items',
      `${'- '.repeat(99)}a\n`.repeat(2000),
      /line 508 of the page has a list item or quotation too many/,
    ],
    [
      'a list of many lines',
      '* toc\n{:toc}\na '.repeat(100_000),
      /line 50001 of the page is one too many: 50000 are read/,
    ],
    ['link definitions', '[x]: y\n'.repeat(5000), /line 1003 of the page has a link definition too many/],
  ])('%s: 41 at once, with what there is too much of and its line', async (_name, body, stderr) => {
    const started = performance.now();
    const result = await run(['show', '--bundle', bundle(`# Title\n\n${body}\n`)]);
    expectRun(result, { status: 41, stdout: '', stderr });
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it.each<[string, string]>([
    ['an address', `${'a.'.repeat(4_900)}@b`],
    ['a longer address', `${'a.'.repeat(30_000)}@b`],
    ['joiners', MAN.repeat(20_000)],
    ['blanks', `x${' '.repeat(500_000)}y`],
    ['blanks before code', `${' '.repeat(500_000)}x`],
    ['a line', 'word '.repeat(300_000)],
    ['a list of fewer lines', '* toc\n{:toc}\na '.repeat(5_000)],
    ['attribute lines', '{:.a}\n'.repeat(40_000)],
    ['Liquid tags', '{% '.repeat(3000)],
    ['Liquid variables', '{{\n\n'.repeat(20_000)],
  ])('%s, within what is read: shown soon', async (_name, body) => {
    const started = performance.now();
    expectRun(await run(['show', '--bundle', bundle(`---\ntitle: T\n---\n# Title\n\n${body}\n`)]), {
      status: 0,
      stderr: '',
    });
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it.each([
    ['brackets', `a [b ${Array.from({ length: 1500 }, (_, at) => `**Ada** Example${at},`).join('\n')}`],
    ['a key', `-----BEGIN-----\n${`${'Ab/+'.repeat(16)}`.repeat(400)}-----END-----`],
    ['a list item', `- [${'some *words*\n  '.repeat(1500)}`],
    ['a quotation', `> [${'some *words*\n> '.repeat(1500)}`],
  ])(
    'of one paragraph of 10,000 characters that cannot be cut: shown as it is written (%s)',
    async (_name, long) => {
      for (const front of ['', '---\ntitle: T\n---\n']) {
        const dir = bundle(`${front}a **word**\n\n${long}\n\n## Last\n\n**the** end\n`);
        const shown = await run(['show', '--bundle', dir]);
        expectRun(shown, { status: 0, stderr: '' });
        expect(shown.stdout).toMatch(/a word\n[\s\S]*\n1\. Last\n\nthe end\n$/);
        expectRun(await run(['search', 'end', '--bundle', dir]), { status: 0 });
        const line = front === '' ? 3 : 6;
        const checked = await run(['bundle', 'check', dir]);
        expect(checked.stdout + checked.stderr).toMatch(new RegExp(`other.md:${line}\\b[\\s\\S]*not read`));
      }
    },
  );

  it.each([
    ['a paragraph', `${'Ada and **Bob** say: '.repeat(2_000)}`, /(Ada\s+and\s+Bob\s+say:\s+){2000}/],
    ['a cell that others are aligned with', `| a |${' '.repeat(900)}b |\n|---|---|\n| **c** | d |`, /c +d/],
    [
      'a picture in the page',
      `![key](data:image/png;base64,${'Ab/+'.repeat(40_000)}) **c**`,
      /<data:image\/png;base64,…> c\n/,
    ],
    [
      'a picture in HTML',
      `a <img alt="key" src="data:image/png;base64,${'Ab/+'.repeat(40_000)}"> **c**`,
      /<data:image\/png;base64,…> c\n/,
    ],
  ])('with a line of more than 10,000 characters, or many blanks: read (%s)', async (_name, long, shown) => {
    for (const front of ['', '---\ntitle: T\n---\n']) {
      const dir = bundle(`${front}${long}\n\n## Last\n\n**the** end\n`);
      expectRun(await run(['show', '--bundle', dir]), { status: 0, stderr: '', stdout: shown });
      expect((await run(['bundle', 'check', dir])).stdout).not.toMatch(/not read/);
    }
  });

  it('of 10,000 sections: shown whole', async () => {
    const section = '## A section\n\nText **a** with [a link](https://example.com/a).\n\n';
    const result = await run(['show', '--bundle', bundle(`# Title\n\n${section.repeat(10_000)}`)]);
    expectRun(result, { status: 0, stderr: '' });
    expect(result.stdout.match(/Text a with a link/g)).toHaveLength(10_000);
  });
});

describe.skipIf(process.platform === 'win32')('in the middle of a loop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'] as const)(
    '%s ends the program at once',
    async (signal) => {
      const busy = join(emptyFolder(), 'busy');
      const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/busy.cjs')}`;
      const env = scrubbed({ NODE_OPTIONS: preload, BUSY: busy });
      const shell = ['-c', 'ulimit -c 0; exec "$0" "$@"', process.execPath, launcher];
      const child = spawn('sh', [...shell, 'show', '--bundle', bundle('# A\n')], { env });
      for (let tries = 0; !existsSync(busy) && tries < 500; tries++) await after(20);
      const closed = once(child, 'close');
      const sent = performance.now();
      child.kill(signal);
      expect(await closed).toEqual([null, signal]);
      expect(performance.now() - sent).toBeLessThan(500);
    },
  );
});

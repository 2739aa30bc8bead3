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
    ['blanks', `${' '.repeat(9_000)}x`, /line 3 of the page has more than 200 blanks in a row/],
    ['more blanks', ' '.repeat(50_000), /line 3 of the page has more than 10000 characters/],
    ['joiners', MAN.repeat(20_000), /line 3 of the page has more than 10000 characters/],
    ['one line', 'a'.repeat(4_000_000), /line 1 of the page begins more text than the 2097152 characters/],
    [
      'one paragraph',
      'some words\n'.repeat(1000),
      /line 3 of the page begins a paragraph of more than 10000/,
    ],
    [
      'nested lists',
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
      /line 104 of the page has more than 200 blanks in a row/,
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
    ['link definitions', '[x]: y\n'.repeat(5000), /line 1003 of the page has a link definition too many/],
    ['Liquid tags', '{% '.repeat(3000), /line 3 of the page has a Liquid tag that is not known/],
    ['Liquid variables', '{{\n'.repeat(80_000), /line 3 of the page has a Liquid variable that is not known/],
    ['an address', `${'a.'.repeat(30_000)}@b`, /line 3 of the page has more than 10000 characters/],
  ])('%s: 41 at once, with what there is too much of and its line', async (_name, body, stderr) => {
    const started = performance.now();
    const result = await run(['show', '--bundle', bundle(`# Title\n\n${body}\n`)]);
    expectRun(result, { status: 41, stdout: '', stderr });
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it.each<[string, string]>([
    ['an address', `${'a.'.repeat(4_900)}@b`],
    ['joiners', MAN.repeat(3_000)],
    ['attribute lines', '{:.a}\n'.repeat(40_000)],
  ])('%s, within what is read: shown soon', async (_name, body) => {
    const started = performance.now();
    expectRun(await run(['show', '--bundle', bundle(`# Title\n\n${body}\n`)]), { status: 0, stderr: '' });
    expect(performance.now() - started).toBeLessThan(8000);
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

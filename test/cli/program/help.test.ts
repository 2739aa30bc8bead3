import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../src/declared/index.js';
import { GLOBAL_OPTIONS } from '../../../src/declared/program.js';
import { examplesOf } from '../../support/examples.js';
import { allVerbs } from '../../support/program.js';
import { expectRun, run } from '../../support/run.js';

const verbs = allVerbs().map((verb) => [['codeship-sec', ...verb.path].join(' '), verb] as const);

describe.each(verbs)('%s --help', (name, { path, command }) => {
  it('has usage, a paragraph, every option, and two examples or more', async () => {
    const result = await run([...path, '--help']);
    expectRun(result, { status: 0, stderr: '' });
    const [usage = '', ...rest] = result.stdout.split('\n');
    // the program's own leaves the row to the prompt
    const [blank, paragraph = ''] = command.path === '' ? ['', ...rest] : rest;
    expect(usage).toMatch(new RegExp(`^Usage: ${name}( |$)`));
    expect(blank).toBe('');
    expect(paragraph).toMatch(/^[A-Z]/);
    expect(command.description).toMatch(/\.$/);
    for (const option of optionsOf(command).filter(({ hidden }) => !hidden)) {
      expect(result.stdout.replace(/\n/g, ' ')).toContain(` ${option.short ?? option.long}`);
      expect(option.text).toMatch(/^[a-z]/);
      expect(option.text).not.toMatch(/\.$/);
    }
    expect(examplesOf(result.stdout)).toEqual(command.examples.map(([line]) => line));
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
    expect(result.stdout).toMatch(/[^\n]\n$/);
    const lines = result.stdout.trimEnd().split('\n');
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines.indexOf('Examples:')).toBeLessThan(
      lines.findIndex((line) => /^(Options|Commands|Global options):/.test(line)),
    );
    // each global option is named once, and explained in the program's own help alone
    const text = result.stdout.replace(/\s+/g, ' ');
    for (const { long } of GLOBAL_OPTIONS.filter((one) => command.json || one.long !== '--json')) {
      expect(text.match(new RegExp(`[,:] ${long}\\b`, 'g')), long).toHaveLength(1);
    }
    expect(text.includes('(only errors on stderr)')).toBe(path.length === 0);
    // two have too many options for a screen of 24 rows, of which the prompt takes one
    if (!['encrypt', 'verify'].includes(command.path)) expect(lines.length).toBeLessThanOrEqual(23);
  });

  it('is the same as -h', async () => {
    const [long, short] = await Promise.all([run([...path, '--help']), run([...path, '-h'])]);
    expectRun(short, { status: 0, stdout: long.stdout, stderr: '' });
  });
});

it('headings are bold where colour is asked for, and not where text is read aloud', async () => {
  const [bold, aloud] = await Promise.all([
    run(['toc', '--help', '--color', 'always']),
    run(['toc', '--help'], { env: { ACCESSIBLE: '1', FORCE_COLOR: '1' } }),
  ]);
  expect(bold.stdout).toMatch(/^\u001b\[1mUsage:\u001b\[0m codeship-sec toc/);
  expect(bold.stdout).toMatch(/^\u001b\[1mExamples:\u001b\[0m$/m);
  expect(aloud.stdout).not.toContain('\u001b');
});

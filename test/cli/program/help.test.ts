import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../src/declared/index.js';
import { examplesOf } from '../../support/examples.js';
import { allVerbs } from '../../support/program.js';
import { expectRun, run } from '../../support/run.js';

const verbs = allVerbs().map((verb) => [['codeship-sec', ...verb.path].join(' '), verb] as const);

describe.each(verbs)('%s --help', (name, { path, command }) => {
  it('has usage, a paragraph, every option, and two examples or more', async () => {
    const result = await run([...path, '--help']);
    expectRun(result, { status: 0, stderr: '' });
    const [usage = '', blank, paragraph = ''] = result.stdout.split('\n');
    expect(usage).toMatch(new RegExp(`^Usage: ${name}( |$)`));
    expect(blank).toBe('');
    expect(paragraph).toMatch(/^[A-Z]/);
    expect(command.description).toMatch(/\.$/);
    for (const option of optionsOf(command).filter(({ hidden }) => !hidden)) {
      expect(result.stdout).toContain(`  ${option.short ?? option.long}`);
      expect(option.text).toMatch(/^[a-z]/);
      expect(option.text).not.toMatch(/\.$/);
    }
    expect(examplesOf(result.stdout).length).toBeGreaterThanOrEqual(2);
    expect(result.stdout).toMatch(/[^\n]\n$/);
    for (const line of result.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('is the same as -h', async () => {
    const [long, short] = await Promise.all([run([...path, '--help']), run([...path, '-h'])]);
    expectRun(short, { status: 0, stdout: long.stdout, stderr: '' });
  });
});

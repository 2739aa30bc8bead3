import { describe, expect, it } from 'vitest';
import { GLOBAL_OPTIONS, HELP_OPTION } from '../../../src/declared/program.js';
import { pageBundles } from '../../support/page-bundle.js';
import { allVerbs } from '../../support/program.js';
import { launcher, run } from '../../support/run.js';
import { runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

// What is read aloud, or set large, has no line breaks and no columns but its own.

const bundle = pageBundles();
const long = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
const page = `---
title: Page
---
# First

${long}

- ${long}

| head | second |
| --- | --- |
| a | b |
| much longer than that | c |

---

${'## Section\n\n'.repeat(9)}## Last of the sections

${long}
`;

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('ACCESSIBLE=1', () => {
  const aloud = async (...args: string[]) => {
    const { output } = await runOnTerminal(args, { columns: 40, env: { ACCESSIBLE: '1' } });
    // none but those that show a level
    expect(output).not.toMatch(/\S {2,}|\u001b/);
    return output.split('\n');
  };

  it('show: a paragraph is a line, a table no columns; --width breaks lines all the same', async () => {
    const dir = bundle(page);
    const lines = await aloud('show', '--bundle', dir);
    expect(lines).toContain(long);
    expect(lines).toContain(`- ${long}`);
    expect(lines).toContain('head: much longer than that');
    expect(lines).toContain('second: c');
    for (const line of await aloud('show', '--bundle', dir, '--width', '60')) {
      expect(line.length).toBeLessThanOrEqual(60);
    }
    // with its marks, a rule has an end
    const always = ['show', '1', '--bundle', dir, '--color', 'always', '--no-pager'];
    const { output } = await runOnTerminal(always, { env: { ACCESSIBLE: '1' } });
    expect(output).toMatch(/^\S*-{80}\S*$/m);
  });

  it('toc and search: a line a section', async () => {
    const dir = bundle(page);
    expect(await aloud('toc', '--bundle', dir)).toEqual([
      '1. First (first)',
      ...Array.from({ length: 9 }, (_, at) => `  ${at + 2}. Section (section${at > 0 ? `-${at}` : ''})`),
      '  11. Last of the sections (last-of-the-sections)',
      '',
    ]);
    const found = await aloud('search', 'word59', '--bundle', dir);
    expect(found[0]).toBe('1. First (first)');
    expect(found.filter((line) => line.endsWith(long))).toHaveLength(3);
  });

  it('help of every command: a line for each option, without columns', async () => {
    for (const { path, command } of allVerbs()) {
      const lines = await aloud(...path, '--help');
      const options = path.length === 0 ? [...GLOBAL_OPTIONS, HELP_OPTION] : command.options;
      for (const { text } of options)
        expect(
          lines.some((line) => /^ {2}-/.test(line) && line.includes(`: ${text}`)),
          text,
        ).toBe(true);
      for (const line of lines) expect(line).toMatch(/^(?:\S| {2}\S|$)/);
    }
  });

  it('key, contact and messages: a line each, the label before each value', async () => {
    for (const command of ['key', 'contact']) {
      const lines = await aloud(command);
      for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[A-Z][A-Za-z ]+: \S/);
      expect(lines.filter((line) => line.startsWith('Notices: 20'))).toHaveLength(3);
    }
    expect(await aloud('key', 'check')).toHaveLength(2);
    const refused = await aloud('verify', 'a-file-that-is-not-there-and-has-a-long-name');
    for (const line of refused.slice(0, -1)) expect(line).toMatch(/^codeship-sec: /);
    const encrypted = await aloud('encrypt', launcher, '-o', '/dev/null');
    for (const line of encrypted.slice(0, -1)) expect(line).toMatch(/^codeship-sec: /);
    // in a pipe too
    const { stdout } = await run(['contact'], { env: { ACCESSIBLE: '1' } });
    expect(stdout).toMatch(/^Vendor: Codeship\nAsk first: CloudBees, .*\nAddress: security@codeship\.com\n/);
  });
});

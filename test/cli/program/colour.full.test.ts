import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';

describe('colour', () => {
  const ESC = '\u001b[';
  /** Of every command whose text has any: one rule for all, and for messages. */
  const colored = async (args: string[], env: Record<string, string>) => {
    const lines = [['key'], ['contact'], ['show', '4'], ['toc'], ['search', 'heroku']];
    const results = await Promise.all([
      ...lines.map((line) => run([...line, ...args], { env })),
      run(['show', 'zzz', ...args], { env }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([...lines.map(() => 0), 1]);
    const found = new Set(results.map(({ stdout, stderr }) => (stdout + stderr).includes(ESC)));
    expect(found.size, 'all commands agree').toBe(1);
    return found.has(true);
  };

  it.each([
    [[], {}, false],
    [[], { FORCE_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '0' }, false],
    [[], { FORCE_COLOR: '' }, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    [[], { FORCE_COLOR: '1', TERM: 'dumb' }, true],
    [[], { TERM: 'dumb' }, false],
    [['--color', 'auto'], { FORCE_COLOR: '1' }, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [['--color', 'always'], {}, true],
    [['--color', 'always'], { NO_COLOR: '1', FORCE_COLOR: '0', TERM: 'dumb' }, true],
    [['--color=always'], { NO_COLOR: '1' }, true],
    [[], { ACCESSIBLE: '1', FORCE_COLOR: '1' }, false],
    [['--color', 'always'], { ACCESSIBLE: '1' }, true],
    [[], { ACCESSIBLE: '0', FORCE_COLOR: '1' }, true],
  ] as [string[], Record<string, string>, boolean][])('%j with %j: %s', async (args, env, expected) => {
    expect(await colored(args, env)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { shellWords } from '../../support/program.js';
import { type Result, run } from '../../support/run.js';

/** The hints that are commands of ours. */
function commandsIn({ stderr }: Result): string[][] {
  return [...stderr.matchAll(/^codeship-sec: hint: codeship-sec (.*)$/gm)].map(([, line = '']) =>
    shellWords(line),
  );
}

describe('every command that a hint of the reading commands names', () => {
  const bundle = pageBundles();

  it('can be run as it stands, and does what it says', async () => {
    const dir = bundle("## It's A\n\nfoo's bar\n\n## It's B\n\n## 12\n\n## -x\n\n## !!\n\n## !! b\n");
    const failing = [
      ['show', 'does'],
      ['show', 'pgp'],
      ['show', 'contact'],
      ['show', 'sytem security overview'],
      ['show', 'contracters'],
      ['show', 'nothing like it'],
      ['search', 'nosuchword'],
      ['show', "it's", '--bundle', dir],
      ['show', "foo's bar", '--bundle', dir],
      ['show', '--bundle', dir, '--', '-y'],
    ];
    for (const args of failing) {
      const result = await run(args);
      expect([args, result.status, result.stdout]).toEqual([args, 1, '']);
      const commands = commandsIn(result);
      expect(commands.length).toBeGreaterThan(0);
      for (const words of commands) expect([words, (await run(words)).status]).toEqual([words, 0]);
    }
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runNpm } from '../../build/run-npm.mjs';
import { copyProject } from '../support/copy-project.js';
import { emptyFolder, root } from '../support/run.js';

/** The hash of each file of dist/, and of the packed package. */
function buildIn(folder: string, env: NodeJS.ProcessEnv): Record<string, string> {
  runNpm(['run', 'build'], folder, { ...process.env, ...env });
  runNpm(['pack', '--ignore-scripts'], folder, { ...process.env, ...env });
  const built = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  const packed = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  const files = [...built.map((name) => join('dist', name)), ...packed];
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(
    files.filter((name) => statSync(join(folder, name)).isFile()).map((name) => [name, hash(name)]),
  );
}

describe('the build', () => {
  it('gives the same bytes in another folder, time zone and language, years later', {
    timeout: 300_000,
  }, () => {
    const here = copyProject(emptyFolder());
    const there = copyProject(join(emptyFolder(), 'another folder', 'ünter'));
    const clock = join(root, 'test/support/clock.cjs');
    const first = buildIn(here, { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' });
    const second = buildIn(there, {
      TZ: 'America/Los_Angeles',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      NODE_OPTIONS: `--require ${clock}`,
      TEST_CLOCK: '2031-03-04T05:06:07Z',
    });
    expect(second).toEqual(first);
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([join('dist', 'cli.cjs'), expect.stringMatching(/\.tgz$/)]),
    );
  });
});

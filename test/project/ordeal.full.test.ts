import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, root } from '../support/run.js';

/** Of the tries of the long form. */
const SHORT = '0.02';

const GROUPS = [
  ['kill'],
  ['full', 'read-only', 'eio', 'enospc'],
  ['closed', 'few', 'little', 'clock', 'environment', 'attacker', 'race'],
  ['hostile'],
  ['fuzz'],
];

const ordeal = (...args: string[]) => {
  const result = spawnSync(process.execPath, [join(root, 'ordeal/run.mjs'), ...args], { encoding: 'utf8' });
  return { status: result.status, stderr: result.stderr, lines: result.stdout.trim().split('\n') };
};

describe.skipIf(process.platform === 'win32')('a short ordeal', () => {
  it.each(GROUPS)('nothing goes wrong: %s', { timeout: 400_000 }, (...names) => {
    const { status, stderr, lines } = ordeal(...names.flatMap((name) => ['--only', name]), '--times', SHORT);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const line of lines) expect(line).toMatch(/^\| [\w ,.]+ \| (?:[1-9]\d*(?: \| 0){6}|not tried) \|/);
  });

  it('goes on where it was broken off, with the same program alone', { timeout: 200_000 }, () => {
    const file = join(emptyFolder(), 'outcomes.jsonl');
    const again = () => ordeal('--keep', file, '--only', 'full-stdout', '--times', '0');
    const { lines } = again();
    expect(lines[0]).toMatch(/^\| Full disk behind standard output \| [1-9]/);
    const [kept = ''] = readFileSync(file, 'utf8').split('\n');
    // its seconds too: it was not run again
    expect(again().lines).toEqual(lines);
    writeFileSync(file, `${kept.replace(/"tries":\d+/, '"tries":4711')}\n`);
    expect(again().lines[0]).toContain('| 4711 |');
    writeFileSync(file, `${kept.replace(/"commit":"/, '$&0').replace(/"tries":\d+/, '"tries":4711')}\n`);
    expect(again().lines[0]).not.toContain('| 4711 |');
    expect(readFileSync(file, 'utf8').split('\n').length).toBe(3);
  });

  it('takes no row that it does not have', () => {
    expect(ordeal('--only', 'nothing')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('rows: kill-term'),
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releaseFaults } from '../../build/release/release-faults.mjs';
import { root } from '../support/run.js';

const CHANGELOG =
  '# Changes\n\n## Unreleased\n\n## 1.2.3 - 2026-01-02\n\n- more\n\n## 1.2.2 - 2025-01-02\n\n- first\n';

/** A clone that is ready to be released as 1.2.3. */
const ready = {
  manifest: { version: '1.2.3' },
  lock: { version: '1.2.3', packages: { '': { version: '1.2.3' } } },
  changelog: CHANGELOG,
  changes: [],
  tags: [],
};

describe('a release', () => {
  it('is made of what is in order', () => {
    expect(releaseFaults('1.2.3', ready)).toEqual([]);
  });

  it.each([
    ['what is no version', 'v1.2.3', {}, ['v1.2.3 is no version: 1.2.3 is one']],
    ['a change', '1.2.3', { changes: [' M a.ts'] }, ['the working tree is not clean: M a.ts']],
    ['another version', '1.2.3', { manifest: { version: '1.2.2' } }, ['package.json has 1.2.2']],
    [
      'another version in the lockfile',
      '1.2.3',
      { lock: { version: '1.2.2', packages: { '': { version: '1.2.1' } } } },
      ['package-lock.json has 1.2.2', "package-lock.json's own package has 1.2.1"],
    ],
    [
      'no entry',
      '1.2.3',
      { changelog: CHANGELOG.replace('## 1.2.3 ', '## 1.2.30 ') },
      ['CHANGELOG.md has no section ## 1.2.3'],
    ],
    [
      'an empty entry',
      '1.2.3',
      { changelog: CHANGELOG.replace('- more\n', '') },
      ['CHANGELOG.md says nothing of 1.2.3'],
    ],
    [
      'changes of the next one',
      '1.2.3',
      { changelog: CHANGELOG.replace('Unreleased\n', 'Unreleased\n\n- later\n') },
      ['CHANGELOG.md has changes under Unreleased'],
    ],
    ['a tag elsewhere', '1.2.3', { tags: ['v1.2.3'] }, ['v1.2.3 is the name of another commit']],
  ])('is refused for %s', (_what, version, facts, faults) => {
    expect(releaseFaults(version, { ...ready, ...facts })).toEqual(faults);
  });

  it('finds its sections in the CHANGELOG.md that is there', () => {
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    const [, newest = ''] = /^## (\d\S*)/m.exec(changelog) ?? [];
    expect(newest).not.toBe('');
    const lock = { version: newest, packages: { '': { version: newest } } };
    const found = releaseFaults(newest, { ...ready, manifest: { version: newest }, lock, changelog });
    expect(found.filter((fault) => !fault.includes('Unreleased'))).toEqual([]);
  });
});

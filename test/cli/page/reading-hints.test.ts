import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { run } from '../../support/run.js';

describe('every command that a hint of the reading commands names', () => {
  const bundle = pageBundles();

  it('the nearest section comes first', async () => {
    const { stderr } = await run(['show', 'sytem-security-overview']);
    expect(stderr).toMatch(/hint: codeship-sec show system-security-overview\n/);
    expect((await run(['show', 'contracters'])).stderr).toContain(
      'codeship-sec show does-codeship-use-external-contractors',
    );
  });

  it('a word that only the text has leads to search', async () => {
    for (const word of ['pgp', 'contact', 'heroku']) {
      expect((await run(['show', word])).stderr).toContain(`hint: codeship-sec search ${word}\n`);
    }
  });

  const hints = async (...args: string[]) => {
    const { status, stderr } = await run(args);
    return [status, ...[...stderr.matchAll(/hint: codeship-sec (.*)\n/g)].map(([, line]) => line)];
  };

  it('an id that two sections have is ambiguous, and the hints are numbers', async () => {
    const dir = bundle('---\ntitle: T\n---\n## Duplicate\n\n## Duplicate\n\n## Duplicate-1\n\n## Other\n');
    expect(await hints('show', 'duplicate-1', '--bundle', dir)).toEqual([
      1,
      `show --bundle ${dir} 2`,
      `show --bundle ${dir} 3`,
    ]);
    expect((await run(['show', 'duplicate', '--bundle', dir])).stdout).toBe('1. Duplicate\n');
    expect((await run(['show', 'other', '--bundle', dir])).status).toBe(0);
  });

  it('the nearest is so by some words of an id or title, never one without a name', async () => {
    expect(await hints('show', 'bakup')).toEqual([1, 'show how-does-codeship-back-up-data', 'toc']);
    expect(await hints('show', 'read my coed')).toEqual([1, 'show can-codeship-read-my-code', 'toc']);
    const dir = bundle('## \n\n## !!!\n\n## Alpha\n');
    expect(await hints('show', 'zz', '--bundle', dir)).toEqual([1, `toc --bundle ${dir}`]);
    expect(await hints('show', 'zzz')).toEqual([1, 'toc']);
    expect(await hints('show', 'nosuch')).toEqual([1, 'toc']);
  });

  it('words that a search finds lead to search', async () => {
    expect(await hints('show', 'contact')).toEqual([1, 'search contact']);
    expect(await hints('show', 'heroku ec2')).toEqual([1, 'search heroku ec2']);
  });
});

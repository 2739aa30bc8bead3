import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyProject } from '../support/copy-project.js';
import { emptyFolder } from '../support/run.js';
import { requireTool } from '../support/tools.js';

const clone = join(emptyFolder(), 'clone');
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: clone });

function rewrite(name: string, change: (text: string) => string): void {
  const path = join(clone, name);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function release(...args: string[]) {
  const make = join(clone, 'build/release/make.mjs');
  const { status, stderr } = spawnSync(process.execPath, [make, ...args], { cwd: clone, encoding: 'utf8' });
  return { status, lines: stderr.trim().split('\n') };
}

// .ci/run is a program for bash
describe.skipIf(process.platform === 'win32' || !requireTool('git'))('npm run release', () => {
  it('makes what is handed out, of what is in order alone', { timeout: 300_000 }, () => {
    copyProject(clone);
    rewrite('.ci/run', () => '#!/bin/sh\ntest ! -e build-output/broken\n');
    rewrite('CHANGELOG.md', () => '# Changes\n\n## 9.8.7\n\n- all\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'a');
    const [first = '', ...more] = release('9.8.7', '--no-programs').lines;
    expect(first).toMatch(/^package\.json has /);
    expect(more).toHaveLength(2);

    for (const name of ['package.json', 'package-lock.json'])
      rewrite(name, (text) => {
        const { version } = JSON.parse(text);
        return text
          .replaceAll(`"codeship-sec",\n  "version": "${version}"`, '"codeship-sec",\n  "version": "9.8.7"')
          .replaceAll(
            `"codeship-sec",\n      "version": "${version}"`,
            '"codeship-sec",\n      "version": "9.8.7"',
          );
      });
    expect(release('9.8.7', '--no-programs').lines).toEqual([
      'the working tree is not clean: M package-lock.json',
      'the working tree is not clean: M package.json',
    ]);

    git('commit', '--quiet', '-am', 'b');
    expect(release()).toMatchObject({ status: 2 });
    expect(release('9.8.7', '--no-programs')).toMatchObject({ status: 0 });
    const folder = join(clone, 'build-output/release');
    expect(readdirSync(folder).filter((name) => name !== 'man')).toEqual([
      'SHA256SUMS',
      'codeship-sec-9.8.7.cdx.json',
      'codeship-sec-9.8.7.tgz',
      'completions',
    ]);
    expect(readdirSync(join(folder, 'completions'))).toHaveLength(4);
    const sums = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(sums).toContain('codeship-sec-9.8.7.tgz: OK');
    expect(git('status', '--porcelain').toString()).toBe('');

    writeFileSync(join(clone, 'build-output/broken'), '');
    expect(release('9.8.7', '--no-programs')).toEqual({ status: 1, lines: ['.ci/run has failed'] });
  });
});

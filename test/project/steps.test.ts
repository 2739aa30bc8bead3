import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const slashed = (path: string) => path.replaceAll('\\', '/');

/** Every file of test/ that is no support and no fixture. */
const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map(slashed)
  .filter((path) => /\.[cm]?[jt]s$/.test(path) && !/^(support|fixtures)\//.test(path))
  .sort();

describe('the two steps', () => {
  it('have every test file between them, each in exactly one', () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const listed = execFileSync(process.execPath, [vitest, 'list', '--filesOnly', '--json'], { cwd: root });
    const files = JSON.parse(listed.toString()) as { file: string; projectName: string }[];
    const steps = files.map(({ file, projectName }) => [
      slashed(relative(join(root, 'test'), file)),
      projectName,
    ]);
    const named = tests.map((path) => [path, path.endsWith('.full.test.ts') ? 'full' : 'fast']);
    expect(steps.sort()).toEqual(named.sort());
    expect(new Set(named.map(([, step]) => step)).size).toBe(2);
  });

  it('are what npm test, npm run test:full and .ci/run run', () => {
    const { scripts } = JSON.parse(read('package.json'));
    expect(scripts.test).toMatch(/&& vitest run --project fast$/);
    expect(scripts['test:full']).toMatch(/&& vitest run --project full$/);
    expect(read('.ci/run')).toMatch(/^run_tests "\$\(readme_command test\)"$/m);
    expect(read('.ci/run')).toMatch(/CI_FULL.* then run_tests 'npm run test:full'; fi$/m);
  });
});

describe('the tests', () => {
  it('mirror src/: each stands in a folder that has the same name and files of its own there', () => {
    const others = tests.filter((path) => !/^(cli|interop|project)\//.test(path));
    const homeless = others.filter((path) => {
      const folder = join(root, 'src', dirname(path));
      return !existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith('.ts'));
    });
    expect(homeless).toEqual([]);
    expect(others.length).toBeGreaterThan(20);
  });

  it('have no file of more than 300 lines', () => {
    const long = tests.filter((path) => read(join('test', path)).split('\n').length > 301);
    expect(long).toEqual([]);
  });
});

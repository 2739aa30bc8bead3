import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PATH = /`((?:bench|bin|build|docs|src|test|\.github)\/[^\s`]*)`/g;

it.each(readdirSync(join(root, 'docs/design')))('docs/design/%s names files that are there', (name) => {
  const named = [...read(join('docs/design', name)).matchAll(PATH)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

interface Trick {
  commands: string[];
  changes: [path: string, from: string, to: string][];
}

describe('the tricks of the build', async () => {
  const path = join(root, 'bench/without.mjs'); // JavaScript without declarations
  const { TRICKS } = (await import(path)) as { TRICKS: Record<string, Trick> };

  it('are in docs/design/build-tricks.md, each with what was measured', () => {
    const rows = read('docs/design/build-tricks.md').matchAll(/^\| ([^|]+) \| .*\d\.\d\d \(.*$/gm);
    expect([...rows].map(([, name]) => name)).toEqual(Object.keys(TRICKS));
  });

  it.each(Object.entries(TRICKS))('can be left out: %s', (_name, { changes }) => {
    for (const [file, from, to] of changes) {
      expect(read(file)).toContain(from);
      expect(to).not.toBe(from);
    }
  });
});

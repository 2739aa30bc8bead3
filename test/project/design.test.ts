import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run.js';

const folder = join(root, 'docs/design');
const PATH = /`((?:bench|bin|build|docs|src|test|\.github)\/[^\s`]*)`/g;

it.each(readdirSync(folder))('docs/design/%s names files that are there', (name) => {
  const named = [...readFileSync(join(folder, name), 'utf8').matchAll(PATH)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

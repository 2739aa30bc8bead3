import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

const EXPORT = /^export (?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/gm;

/** The names that modules of src/ export, each with the modules that declare it. */
function declaredIn(files: Record<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [file, source] of Object.entries(files))
    for (const [, name = ''] of source.matchAll(EXPORT)) found.set(name, [...(found.get(name) ?? []), file]);
  return found;
}

const meantTwice = (files: Record<string, string>) =>
  Object.fromEntries([...declaredIn(files)].filter(([, places]) => places.length > 1));

describe('an exported name', () => {
  it('would be caught with a second meaning', () => {
    const files = { a: 'export function load() {}', b: 'export const load = 1;', c: 'const load = 2;' };
    expect(meantTwice(files)).toEqual({ load: ['a', 'b'] });
  });

  it('has one meaning in src/, outside of pgp/ and program/', () => {
    const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const modules = names.filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !/^(pgp|program)\b/.test(name),
    );
    const files = modules.map((name) => [name, readFileSync(join(root, 'src', name), 'utf8')] as const);
    expect(files.length).toBeGreaterThan(100);
    expect(meantTwice(Object.fromEntries(files))).toEqual({});
  });
});

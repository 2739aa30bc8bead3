import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

const EXPORT = /^export (?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/gm;

/** What stands at more than one place. */
function together(entries: Iterable<readonly [key: string, place: string]>): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, place] of entries) found.set(key, [...(found.get(key) ?? []), place]);
  return Object.fromEntries([...found].filter(([, places]) => places.length > 1));
}

/** Exported names that more than one module declares. @param files their sources, by path */
function meantTwice(files: Record<string, string>): Record<string, string[]> {
  return together(
    Object.entries(files).flatMap(([file, source]) =>
      [...source.matchAll(EXPORT)].map(([, name = '']) => [name, file] as const),
    ),
  );
}

/** Files of which the names are one, or differ by an `s`. */
function alike(files: readonly string[]): Record<string, string[]> {
  return together(files.map((file) => [basename(file, '.ts').replace(/s$/, ''), file] as const));
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
);

/** Names that say the same in every folder: how it is entered, the types of its data, why it refuses. */
const OF_ANY_FOLDER = ['index', 'model', 'reason'];

describe('an exported name', () => {
  it('would be caught with a second meaning', () => {
    const files = { a: 'export function load() {}', b: 'export const load = 1;', c: 'const load = 2;' };
    expect(meantTwice(files)).toEqual({ load: ['a', 'b'] });
  });

  it('has one meaning in src/', () => {
    const modules = sources;
    const files = modules.map((name) => [name, readFileSync(join(root, 'src', name), 'utf8')] as const);
    expect(files.length).toBeGreaterThan(100);
    expect(meantTwice(Object.fromEntries(files))).toEqual({});
  });
});

describe('a file of src/', () => {
  it('would be caught with the name of another, or almost', () => {
    expect(alike(['a/block.ts', 'b/blocks.ts', 'c/fill.ts'])).toEqual({
      block: ['a/block.ts', 'b/blocks.ts'],
    });
  });

  it('is known by its name alone', () => {
    const files = sources.filter((name) => !OF_ANY_FOLDER.includes(basename(name, '.ts')));
    // a command is declared and done under one name; the refusals of a room stand under that of the room
    const pairs = /^(declared|output\/words\/refusals)\//;
    expect(alike(files.filter((file) => !pairs.test(file)))).toEqual({});
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../build/house/faults.mjs';
import { importsIn } from '../../build/house/imports.mjs';
import { root } from '../support/run.js';

const source = join(root, 'src');
const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);
const files = paths.map((path) => {
  const name = path.replaceAll('\\', '/');
  return [name, importsIn(name, readFileSync(join(source, path), 'utf8'))] as const;
});
/** The faults of the sources with these files added. */
const planted = (added: Record<string, string>) =>
  faultsOf(
    new Map([
      ...files,
      ...Object.entries(added).map(([path, text]) => [path, importsIn(path, text)] as const),
    ]),
  );

describe('the order of the rooms in src/', () => {
  it('finds a circle of files, of types too, and of folders', () => {
    const [one, two] = ["import '../text/b.js';", "import type { A } from '../text/a.js';"];
    expect(planted({ 'text/a.ts': one, 'text/b.ts': two })).toEqual([
      'a circle in src/text: text/a.ts imports text/b.ts, text/b.ts imports text/a.ts',
    ]);
    const typed = "export type B = import('./a.js').A;";
    expect(planted({ 'text/a.ts': "export type { B } from './b.js';", 'text/b.ts': typed })).toHaveLength(1);
    const folders = {
      'page/find/a.ts': "import '../links/a.js';",
      'page/links/a.ts': '',
      'page/links/b.ts': "export * from '../find/b.js';",
      'page/find/b.ts': '',
    };
    const [found, ...others] = planted(folders);
    expect(others).toEqual([]);
    expect(found).toMatch(/^a circle in src\/page: /);
    expect(found).toContain('page/find/a.ts imports page/links/a.ts');
    expect(found).toContain('page/links/b.ts imports page/find/b.ts');
  });

  it('finds an import of what stands above, of what stands beside and of what is not there', () => {
    expect(planted({ 'page/a.ts': "import type { Io } from '../io.js';" })).toEqual([
      'page/a.ts imports io.ts, and io.ts is not below page',
    ]);
    expect(planted({ 'page/a.ts': "const a = () => import('../pgp/format/crc24.js');" })).toEqual([
      'page/a.ts imports pgp/format/crc24.ts, and pgp is not below page',
    ]);
    expect(
      planted({ 'output/a.ts': "import '../nowhere.js'; import(name); import('../../test/a.json')" }),
    ).toEqual([
      'output/a.ts imports nowhere.ts, which is not there',
      'output/a.ts imports what is computed',
      'output/a.ts imports ../test/a.json.ts, which is not there',
    ]);
  });

  it.each(['page', 'pgp', 'mail', 'bundle'])(
    'finds what %s must not reach, through other files too',
    (room) => {
      const forbidden = ['commander', 'chalk', 'process', 'node:process', 'chalk/index.js'];
      for (const name of forbidden) {
        const added = {
          [`${room}/a.ts`]: "import type { B } from '../text/b.js';",
          'text/b.ts': "export * from './c.js';",
          'text/c.ts': `import type { C } from '${name}';`,
        };
        expect(planted(added)).toContain(
          `${room} must not reach ${name}: ${room}/a.ts -> text/b.ts -> text/c.ts -> ${name}`,
        );
      }
      const word = {
        [`${room}/a.ts`]: "import '../text/b.js';",
        'text/b.ts': 'export const a = process.argv;',
      };
      expect(planted(word)).toContain(`${room} must not reach process: ${room}/a.ts -> text/b.ts -> process`);
    },
  );

  it('finds a folder that is too full, and a room without a place', () => {
    const names = (folder: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}a${index}.ts`, '']));
    expect(planted(names('mail/', 15)).join()).toMatch(/^src\/mail has \d+ files, and 15 are the most$/);
    expect(planted(names('', 10)).join()).toMatch(/src has \d+ files, and 10 are the most$/);
    expect(planted({ 'attic/a.ts': '' }).join()).toMatch(/^attic\/a.ts has no place in ORDER/);
  });

  it('finds nothing in src/', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(faultsOf(new Map(files))).toEqual([]);
  });
});

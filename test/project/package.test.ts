import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock = JSON.parse(read('package-lock.json'));

describe('the package', () => {
  // npm is a script on every system; node runs it everywhere
  const npm = process.env.npm_execpath;
  const files = (): string[] => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const shell = npm === undefined && process.platform === 'win32';
    const text = execFileSync(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell,
    });
    const parsed = JSON.parse(text.toString());
    const [packed] = Array.isArray(parsed) ? parsed : Object.values(parsed);
    return packed.files.map(({ path }: { path: string }) => path);
  };

  it('holds the program, its data and its papers, and nothing else', () => {
    const packed = files();
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'NOTICE',
        'README.md',
        'bin/codeship-sec.cjs',
        'data/bundle.json',
        'data/codeship.asc',
        'data/security.md',
        'dist/cli.cjs',
        'dist/compiled/image',
        'dist/index.cjs',
        'dist/THIRD-PARTY-LICENSES.txt',
        'dist/types/index.d.ts',
        'docs/json/bundle.schema.json',
        'package.json',
      ]),
    );
    for (const path of packed) {
      expect(path).toMatch(/^(bin|data|dist|docs)\/|^[A-Z]+(\.md)?$|^package\.json$/);
      expect(path).not.toMatch(/\.(ts|mjs|map|test\..*)$(?<!\.d\.ts)/);
    }
  });

  it('needs no other package when it is installed, and runs no script then', () => {
    for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      expect(manifest[field]).toBeUndefined();
    }
    expect(Object.keys(manifest.scripts).filter((name) => /install$/.test(name))).toEqual([]);
    const require = createRequire(import.meta.url);
    const { builtinModules } = require('node:module');
    for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.cjs')) continue;
      for (const [, wanted = ''] of read(join('dist', name)).matchAll(/\brequire\("([^".][^"]*)"\)/g)) {
        expect([...builtinModules, 'node:'], `${name}: ${wanted}`).toContain(
          wanted.replace(/^node:(?!$)/, ''),
        );
      }
    }
  });

  it('fixes every version, names no registry and wants no install script', () => {
    for (const version of Object.values(manifest.devDependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const [name, entry] of Object.entries<Record<string, unknown>>(lock.packages)) {
      expect(entry.resolved, name).toBeUndefined();
      if (!entry.optional) expect(entry.hasInstallScript, name).toBeUndefined();
    }
  });

  it('carries the licences of what it bundles, the LGPL and the GPL with OpenPGP.js', () => {
    const text = read('dist/THIRD-PARTY-LICENSES.txt');
    expect(text).toMatch(/^openpgp \S+ \(LGPL-3\.0\+\)$/m);
    expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(text).toContain('GNU GENERAL PUBLIC LICENSE\n                       Version 3');
    expect(read('NOTICE')).toContain('Copyright © 2011-2014 Railsonfire Limited');
    expect(read('NOTICE').replace(/\s+/g, ' ')).toContain('To use a modified one');
    // where NOTICE says that it is
    expect(read('dist/chunks/openpgp.cjs')).toContain('OpenPGP.js');
  });

  it('is a library for require and for import', async () => {
    const require = createRequire(import.meta.url);
    const required = require(join(root, manifest.exports['.'].default));
    const imported = await import(join(root, manifest.exports['.'].default));
    expect(Object.keys(required)).toEqual(
      expect.arrayContaining(['Failure', 'judge', 'loadBundle', 'encrypt']),
    );
    expect(imported.Failure).toBe(required.Failure);
  });
});

describe('the build', () => {
  it('names nothing of the machine that made it', () => {
    for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
      if (/\.(cjs|json|d\.ts)$/.test(name)) expect(read(join('dist', name)), name).not.toContain(root);
    }
  });
});

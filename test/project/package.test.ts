import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runNpm } from '../../build/run-npm.mjs';
import { root } from '../support/run.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock = JSON.parse(read('package-lock.json'));

describe('the package', () => {
  const files = (): string[] => {
    const text = runNpm(['pack', '--dry-run', '--json', '--ignore-scripts'], root);
    const parsed = JSON.parse(text);
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
        'dist/sbom.cdx.json',
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

  it('holds whatever its own papers point to', () => {
    const packed = files();
    for (const paper of packed.filter((path) => /^[^/]+\.md$|^docs\//.test(path) && path.endsWith('.md'))) {
      const targets = [...read(paper).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target);
      for (const target of targets.filter((one) => !/^[a-z]+:/.test(one))) {
        const path = join(dirname(paper), target);
        expect(
          packed.some((one) => one === path || one.startsWith(`${path}/`)),
          `${paper}: ${target}`,
        ).toBe(true);
      }
    }
  });

  it('needs no other package when it is installed, and runs no script then', () => {
    for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      expect(manifest[field]).toBeUndefined();
    }
    // of `prepare` npm warns whoever installs the packed file, although it would not be run
    expect(Object.keys(manifest.scripts).filter((name) => /install$|^prepare$/.test(name))).toEqual([]);
    expect(manifest.scripts.postprepare).toBe(manifest.scripts.build);
    expect(manifest.scripts.prepack).toBe(manifest.scripts.build);
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
    for (const version of Object.values(manifest.devDependencies))
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
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
  it('takes modules of Node.js by require: a standalone program has no import()', () => {
    for (const name of readdirSync(join(root, 'dist/chunks')))
      expect(read(join('dist/chunks', name)), name).not.toMatch(/\bimport\s*\(/);
  });

  it('names nothing of the machine that made it', () => {
    for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
      if (/\.(cjs|json|d\.ts)$/.test(name)) expect(read(join('dist', name)), name).not.toContain(root);
    }
  });
});

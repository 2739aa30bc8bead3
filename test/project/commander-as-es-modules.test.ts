import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as commander from 'commander';
import { expect, it } from 'vitest';
import { commanderAsEsModules } from '../../build/commander-as-es-modules.mjs';
import { emptyFolder, root } from '../support/run.js';

const folder = join(root, 'node_modules/commander');

it('makes modules that export the same', async () => {
  const target = emptyFolder();
  mkdirSync(join(target, 'lib'));
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }');
  for (const file of ['index.js', ...readdirSync(join(folder, 'lib')).map((name) => join('lib', name))]) {
    const code = commanderAsEsModules(readFileSync(join(folder, file), 'utf8'));
    // the bundler resolves what has no ending, and provides Node.js's own
    const linked = code
      .replace(/from '(\.\/\w+)'/g, "from '$1.js'")
      .replace(
        /^/,
        "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n",
      );
    writeFileSync(join(target, file), linked);
  }
  const made = await import(pathToFileURL(join(target, 'index.js')).href);
  expect(Object.keys(made).sort()).toEqual(Object.keys(commander).sort());
  expect(
    new made.Command('a').option('-b, --bee <x>').parse(['--bee', '1'], { from: 'user' }).opts(),
  ).toEqual({
    bee: '1',
  });
});

it('fails where the code is not what it expects', () => {
  for (const code of [
    "module.exports = 1;\nfoo(require('./a.js'));",
    'if (a) exports.b = c;',
    "let { a } = require('./b');",
  ])
    expect(() => commanderAsEsModules(code)).toThrow(/has changed/);
});

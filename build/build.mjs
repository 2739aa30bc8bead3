// Builds dist/: the program (one CommonJS chunk a command, loaded when it runs), the library, the compiled bundle,
// the type declarations and the licences of what is bundled. `npm ci` runs it (`prepare`), and so does `npm test`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { chunkFileName, groups } from './chunks.mjs';
import { commanderAsEsModules } from './commander-as-es-modules.mjs';
import { lazyAesTables } from './lazy-aes-tables.mjs';
import { licenceTexts } from './licences.mjs';
import { isPart, MAIN, openpgpInParts } from './openpgp-in-parts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** OpenPGP.js, loaded in the parts that it asks for. */
function openpgp() {
  let parts;
  let main;
  return {
    name: 'openpgp',
    resolveId(source, importer) {
      if (isPart(source)) return source;
      if (source === MAIN && isPart(importer ?? '')) return main;
    },
    load(id) {
      if (isPart(id)) return parts.get(id);
    },
    transform(code, id) {
      if (!/[\\/]node_modules[\\/]openpgp[\\/]/.test(id)) return;
      main = id;
      parts = openpgpInParts(lazyAesTables(code));
      return parts.get(MAIN);
    },
  };
}

const bundle = await rolldown({
  cwd: root,
  input: { cli: 'src/cli.ts', index: 'src/index.ts', compile: 'src/compile.ts' },
  platform: 'node',
  transform: {
    define: {
      __VERSION__: JSON.stringify(version),
      __OPENPGP_VERSION__: JSON.stringify(devDependencies.openpgp),
    },
  },
  resolve: {
    alias: {
      commander: join(root, 'node_modules/commander/index.js'),
      // marked-terminal loads these two whether or not there is code to colour or an emoji to draw: half of its
      // start-up time, for nothing that the program shows
      'cli-highlight': join(root, 'build/stubs/cli-highlight.mjs'),
      'node-emoji': join(root, 'build/stubs/node-emoji.mjs'),
      '#supports-color': join(root, 'build/stubs/supports-color.cjs'),
    },
  },
  plugins: [
    openpgp(),
    {
      // the copies that would stand in for Node.js's modules here take a file of their own, in each run of `key`
      name: 'env-paths',
      transform(code, id) {
        if (!/[\\/]node_modules[\\/]env-paths[\\/]/.test(id)) return;
        return code.replace(/^import (\w+) from '(node:\w+)';$/gm, "const $1 = require('$2');");
      },
    },
    {
      name: 'commander-as-es-modules',
      transform(code, id) {
        if (/[\\/]node_modules[\\/]commander[\\/].*\.js$/.test(id))
          return { code: commanderAsEsModules(code), moduleType: 'js' };
      },
    },
  ],
});

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const { output } = await bundle.write({
  dir: dist,
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: chunkFileName,
  // names stay, for the traces of CODESHIP_SEC_DEBUG
  minify: {
    compress: true,
    mangle: { toplevel: false, keepNames: true },
    codegen: { removeWhitespace: true },
  },
  codeSplitting: { groups },
});
await bundle.close();

// everything in dist/ is CommonJS, the declarations too
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenceTexts(root, output));
execFileSync(
  process.execPath,
  [
    join(dirname(require.resolve('typescript/package.json')), 'bin/tsc'),
    '-p',
    join(root, 'build/tsconfig.types.json'),
  ],
  {
    stdio: 'inherit',
  },
);
await require(join(dist, 'compile.cjs')).compile(root);

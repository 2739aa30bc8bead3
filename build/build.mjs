// Builds dist/: the program (one CommonJS chunk a command, loaded when it runs), the library, the compiled bundle,
// the type declarations and the licences of what is bundled. `npm ci` runs it (`prepare`), and so does `npm test`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { groups } from './chunks.mjs';
import { lazyAesTables } from './lazy-aes-tables.mjs';
import { licenceTexts } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const bundle = await rolldown({
  cwd: root,
  input: { cli: 'src/cli.ts', index: 'src/index.ts', compile: 'src/compile.ts' },
  platform: 'node',
  transform: { define: { __VERSION__: JSON.stringify(version) } },
  resolve: {
    alias: {
      // marked-terminal loads these two whether or not there is code to colour or an emoji to draw: half of its
      // start-up time, for nothing that the program shows
      'cli-highlight': join(root, 'build/stubs/cli-highlight.mjs'),
      'node-emoji': join(root, 'build/stubs/node-emoji.mjs'),
      '#supports-color': join(root, 'build/stubs/supports-color.cjs'),
    },
  },
  plugins: [
    {
      name: 'lazy-aes-tables',
      transform(code, id) {
        if (/[\\/]node_modules[\\/]openpgp[\\/]/.test(id)) return lazyAesTables(code);
      },
    },
    {
      name: 'commander-without-child-process',
      resolveId(source, importer) {
        const fromCommander = /[\\/]node_modules[\\/]commander[\\/]/.test(importer ?? '');
        if (fromCommander && source === 'node:child_process')
          return join(root, 'build/stubs/child-process.cjs');
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
  chunkFileNames: 'chunks/[name].cjs',
  // names stay, for the traces of CODESHIP_SEC_DEBUG
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
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

// Builds dist/: the program (one CommonJS chunk a command, loaded when it runs), the library, the compiled bundle,
// the type declarations, the man pages and the licences of what is bundled. Run by build.mjs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { billOfMaterials } from './bill-of-materials.mjs';
import { bundledPackages } from './bundled-packages.mjs';
import { chunkFileName, groups } from './chunks.mjs';
import { commanderAsEsModules } from './commander-as-es-modules.mjs';
import { licenceFile } from './licences.mjs';
import { openpgp } from './openpgp-plugin.mjs';
import { root } from './project.mjs';
import { webScript } from './web-script.mjs';

const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const define = {
  __VERSION__: JSON.stringify(version),
  __OPENPGP_VERSION__: JSON.stringify(devDependencies.openpgp),
};

const bundle = await rolldown({
  cwd: root,
  input: { cli: 'src/cli.ts', index: 'src/index.ts', compile: 'src/compile.ts' },
  platform: 'node',
  // whoever installs has no use for how long the plugins below took
  checks: { bundlerTimings: false },
  transform: { define },
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
      // a standalone program has no import()
      name: 'node-modules-when-used',
      transform(code, id) {
        if (/[\\/]src[\\/].*\.ts$/.test(id))
          return code.replace(/\bimport\(('node:[\w/]+')\)/g, 'Promise.resolve(require($1))');
      },
    },
    {
      // the copies that would stand in for Node.js's modules here take a file of their own, in each run of `key`
      name: 'env-paths',
      transform(code, id) {
        if (!/[\\/]node_modules[\\/]env-paths[\\/]/.test(id)) return;
        return code.replace(/^import (\w+) from '(node:\w+)';$/gm, "const $1 = require('$2');");
      },
    },
    {
      // of the list of emoji the codes alone: a tenth of it
      name: 'gemoji',
      async transform(_, id) {
        if (!/[\\/]node_modules[\\/]gemoji[\\/]/.test(id)) return;
        const { nameToEmoji } = await import('gemoji');
        return `export const nameToEmoji = ${JSON.stringify(nameToEmoji)};`;
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
const script = await webScript(root, define);
writeFileSync(join(dist, 'web-script.js'), script.code);

// everything in dist/ is CommonJS, the declarations too
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const packages = bundledPackages(root, [...output, ...script.output]);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenceFile(root, packages));
writeFileSync(join(dist, 'sbom.cdx.json'), billOfMaterials(root, packages));
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
const { compile, writeManPages } = require(join(dist, 'compile.cjs'));
await compile(root);
await writeManPages(root);

// The script of the web page: the program's own encryption as one file for a browser. Where Node.js is asked for
// something, the browser's answer stands in its place (src/platform/); a module of Node.js that is left fails the build.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { bundledPackages } from './bundled-packages.mjs';
import { licenceTexts } from './licences.mjs';
import { openpgp } from './openpgp-plugin.mjs';

const slashes = (id) => id.replaceAll('\\', '/');

/** @returns the script, in characters that any page can hold, and the modules that are in it */
export async function webScript(root, define) {
  const bundle = await rolldown({
    cwd: root,
    input: 'src/web/browser/start.ts',
    platform: 'browser',
    checks: { bundlerTimings: false },
    // what asks for the system asks in vain
    transform: {
      define: { ...define, 'process.platform': '"browser"' },
      inject: { Buffer: ['buffer', 'Buffer'] },
    },
    resolve: {
      alias: {
        openpgp: join(root, 'node_modules/openpgp/dist/openpgp.mjs'),
        buffer: join(root, 'node_modules/buffer/index.js'),
      },
    },
    plugins: [browserPlatform(), openpgp(READING), nothingOfNode()],
  });
  const { output } = await bundle.generate({
    format: 'iife',
    codeSplitting: false,
    minify: true,
  });
  await bundle.close();
  const [script, ...others] = output;
  if (others.length > 0) throw new Error(`the script of the web page is in ${output.length} files`);
  return { code: inAnyPage(licences(root, output) + script.code), output };
}

function browserPlatform() {
  return {
    name: 'browser-platform',
    load(id) {
      if (slashes(id).endsWith('/src/platform/index.ts'))
        return "export { browserPlatform as platform } from './browser.js';";
    },
  };
}

/** What OpenPGP.js asks for to read messages alone: old ciphers, Argon2 (a module of WebAssembly), bzip2. */
const READING = ['legacy_ciphers', 'index$2', 'index$1'];

function nothingOfNode() {
  return {
    name: 'nothing-of-node',
    resolveId(source, importer) {
      if (source.startsWith('node:') || (builtinModules.includes(source) && source !== 'buffer'))
        throw new Error(`${importer} asks for ${source}, which no browser has`);
    },
  };
}

/** The page is handed on by itself: the licences of what is in it go with it. */
function licences(root, output) {
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  const head = 'This script contains the following packages. Their sources are on the npm registry.';
  const texts = `codeship-sec\n\n${own}\n${head}\n\n${licenceTexts(root, bundledPackages(root, output))}`
    .replaceAll('*/', '* /')
    .replace(/^={4,}$/gm, '===')
    .replace(/\u00a9/g, '(c)')
    .replace(/[\u201c\u201d]/g, '"');
  return `/*! ${texts}\n*/\n`;
}

/** ASCII, and nothing in it that HTML would take for the script's end, or for the start of a comment. */
function inAnyPage(code) {
  const safe = code
    .replace(/[^\n\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/<(?=\/script|script|!--)/gi, '\\x3c');
  parseAst(safe);
  return safe;
}

// npm run ordeal [-- OPTIONS]: see README.md. Bundles the TypeScript beside it into a temporary folder, and runs that.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'codeship-sec-ordeal-build-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const define = {
  __VERSION__: JSON.stringify(version),
  __OPENPGP_VERSION__: JSON.stringify(devDependencies.openpgp),
};
const bundle = await rolldown({
  cwd: root,
  input: 'ordeal/main.ts',
  platform: 'node',
  transform: { define },
  logLevel: 'silent',
});
await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'main.mjs' });
await bundle.close();
const { ordeal } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
process.exitCode = await ordeal(root, process.argv.slice(2));

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBundle } from './bundle/load.js';
import { bundleImage, bundlePaths } from './bundle/read.js';
import { compilePage } from './page/compile.js';
import { contentsOf, drawingOf, textsOf } from './page/contents.js';
import { readPinned } from './pgp/certificate.js';

/**
 * Run by the build: compiles the program's own bundle into `dist/compiled/`, with the functions that a run uses
 * for any other bundle, and keeps a copy of the files that it saw.
 */
export async function compile(root: string): Promise<void> {
  const bundle = loadBundle(root);
  const { facts } = await readPinned(bundle.keyData, bundle.manifest.key.fingerprint, new Date());
  const folder = join(root, 'dist', 'compiled');
  await mkdir(folder, { recursive: true });
  const save = (name: string, value: unknown) =>
    writeFile(join(folder, `${name}.json`), JSON.stringify(value));
  await save('manifest', bundle.manifest);
  await save('key', facts);
  const { page, site } = bundle.manifest;
  const compiled = compilePage(bundle.pageSource, site, page.url);
  await save('page', compiled);
  await save('contents', contentsOf(compiled));
  await save('drawing', drawingOf(compiled));
  await save('texts', textsOf(compiled));
  const files = await Promise.all(bundlePaths(bundle.dir, bundle.manifest).map((path) => readFile(path)));
  await writeFile(join(folder, 'image'), bundleImage(files));
}

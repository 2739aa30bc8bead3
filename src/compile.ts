import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckedBundle } from './bundle/check.js';
import { bundleImage, bundlePaths } from './bundle/read.js';
import { PAGE_WORDS } from './output/words/page-words.js';
import { compilePage } from './page/compile-page.js';
import { readPinned } from './pgp/certificate/index.js';

/**
 * Run by the build: compiles the program's own bundle into `dist/compiled/`, with the functions that a run uses
 * for any other bundle, and keeps a copy of the files that it saw.
 */
export async function compile(root: string): Promise<void> {
  const bundle = readCheckedBundle(root);
  const { facts } = await readPinned(bundle.keyData, bundle.manifest.key.fingerprint, new Date());
  const folder = join(root, 'dist', 'compiled');
  await mkdir(folder, { recursive: true });
  const save = (name: string, value: unknown) =>
    writeFile(join(folder, `${name}.json`), JSON.stringify(value));
  await save('manifest', bundle.manifest);
  await save('key', facts);
  const { page, site } = bundle.manifest;
  await save('page', compilePage(bundle.pageSource, site, PAGE_WORDS, page.url));
  const files = await Promise.all(bundlePaths(bundle.dir, bundle.manifest).map((path) => readFile(path)));
  await writeFile(join(folder, 'image'), bundleImage(files));
}

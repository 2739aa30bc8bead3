import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckedBundle } from './bundle/check.js';
import { bundleImage, bundleNames } from './bundle/read.js';
import { COMMANDS } from './declared/index.js';
import { PROGRAM } from './declared/program.js';
import { manName, manPage } from './manual/man-page.js';
import { PAGE_WORDS } from './output/words/page-words.js';
import { compilePage, extrasFor } from './page/compile-page.js';
import { markedStyles } from './page/render/marked-style.js';
import { readPinned } from './pgp/certificate/index.js';
import { compileFacts } from './pgp/encrypt/compiled-facts.js';
import { exactCells } from './text/cells.js';
import { version } from './version.js';

/**
 * Run by the build: compiles the program's own bundle into `dist/compiled/`, with the functions that a run uses
 * for any other bundle, and keeps a copy of the files that it saw.
 */
export async function compile(root: string): Promise<void> {
  const bundle = readCheckedBundle(root);
  const now = new Date();
  const keys = await Promise.all(bundle.keys.map(({ pin, data }) => readPinned(data, pin.fingerprint, now)));
  const folder = join(root, 'dist', 'compiled');
  await mkdir(folder, { recursive: true });
  const save = (name: string, value: unknown) =>
    writeFile(join(folder, `${name}.json`), JSON.stringify(value));
  await save('manifest', bundle.manifest);
  await save(
    'keys',
    keys.map(({ facts }) => facts),
  );
  await save(
    'encryption',
    keys.map((key) => compileFacts(key, now)),
  );
  const { page, site } = bundle.manifest;
  const source = { text: bundle.pageSource, format: page.format, site, url: page.url };
  const marks = markedStyles();
  await save('marks', marks);
  const extras = await extrasFor(source.text);
  await save('page', compilePage(source, PAGE_WORDS, extras, { marks, cells: await exactCells() }));
  const files = await Promise.all(
    bundleNames(bundle.manifest).map((name) => readFile(join(bundle.dir, name))),
  );
  await writeFile(join(folder, 'image'), bundleImage(files));
}

/**
 * The date of the manual, which mdoc(7) asks for in `.Dd`: when its texts last changed. It is set by hand with them (see
 * CONTRIBUTING.md): the same sources give the same bytes on every day, and what npm unpacks knows no commit.
 */
const MANUAL_DATE = new Date('2026-11-27');

/** Run by the build: a man page for the program and one for each command, in `dist/man/`. */
export async function writeManPages(root: string): Promise<void> {
  const folder = join(root, 'dist', 'man');
  await mkdir(folder, { recursive: true });
  for (const command of [PROGRAM, ...COMMANDS]) {
    await writeFile(join(folder, `${manName(command)}.1`), manPage(command, version, MANUAL_DATE));
  }
}

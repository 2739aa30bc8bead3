import { join } from 'node:path';
import { readAsset, statAsset } from '../system/assets.js';
import type { Manifest } from './manifest.js';
import type { Bundle } from './model.js';

/**
 * Reads the bundle at `path` (its folder, or its `bundle.json`), or the program's own. That one was checked when the
 * program was built: where its files are still the same, what checks a bundle is not even loaded.
 *
 * @param root the program's folder (with `data/` and `dist/`)
 * @throws Refusal BAD_DATA naming the file and field; MISSING_INPUT where there is no such folder
 */
export async function readBundle(root: string, path?: string): Promise<Bundle> {
  const unchanged = path === undefined ? readUnchanged(root) : undefined;
  if (unchanged) return unchanged;
  const { readCheckedBundle } = await import('./check.js');
  return readCheckedBundle(root, path);
}

/**
 * The bundle's files as one: what the build keeps a copy of, and each run compares. (Equal bytes say as much as an
 * equal SHA-256, without loading node:crypto, which takes a twentieth of bare Node's start-up time.)
 */
export function bundleImage(files: readonly Uint8Array[]): Buffer {
  return Buffer.concat(files.flatMap((file) => [Buffer.from(`${file.length}\n`), file]));
}

/** The names of a bundle's files, in the order in which `bundleImage` has them. */
export function bundleNames({ page, keys }: Manifest): string[] {
  return [...new Set(['bundle.json', page.file, ...keys.map(({ file }) => file)])];
}

/** The program's own bundle, if its files are byte for byte those that the build has seen. */
function readUnchanged(root: string): Bundle | undefined {
  const compiled = (name: string) => readAsset(root, `dist/compiled/${name}`);
  try {
    const manifest = JSON.parse(compiled('manifest.json').toString()) as Manifest;
    const names = bundleNames(manifest);
    const files = names.map((name) => readAsset(root, `data/${name}`));
    if (!compiled('image').equals(bundleImage(files))) return undefined;
    const dataOf = (file: string) => files[names.indexOf(file)] as Buffer;
    return {
      dir: join(root, 'data'),
      bundled: true,
      manifest,
      get pageSource() {
        return dataOf(manifest.page.file).toString();
      },
      keys: manifest.keys.map((pin) => ({ pin, data: dataOf(pin.file) })),
      get files() {
        return names.map((name) => statAsset(root, `data/${name}`));
      },
      compiled,
    };
  } catch {
    return undefined; // what is wrong comes to light when the bundle is checked
  }
}

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest.js';
import type { Bundle } from './model.js';

/**
 * Reads the bundle in `dir`, or the program's own. That one was checked when it was built: where its files are
 * still the same, what checks a bundle is not even loaded.
 *
 * @param root the program's folder (with `data/` and `dist/`)
 * @throws Refusal BAD_DATA naming the file and field; MISSING_INPUT where `dir` is no folder
 */
export async function readBundle(root: string, dir?: string): Promise<Bundle> {
  const unchanged = dir === undefined ? readUnchanged(root) : undefined;
  if (unchanged) return unchanged;
  const { readCheckedBundle } = await import('./check.js');
  return readCheckedBundle(root, dir);
}

/**
 * The bundle's files as one: what the build keeps a copy of, and each run compares. (Equal bytes say as much as an
 * equal SHA-256, without loading node:crypto, which takes a twentieth of bare Node's start-up time.)
 */
export function bundleImage(files: readonly Uint8Array[]): Buffer {
  return Buffer.concat(files.flatMap((file) => [Buffer.from(`${file.length}\n`), file]));
}

/** The paths of a bundle's files, in the order in which `bundleImage` has them. */
export function bundlePaths(dir: string, { page, key }: Manifest): string[] {
  return ['bundle.json', page.file, key.file].map((file) => join(dir, file));
}

/** The program's own bundle, if its files are byte for byte those that the build has seen. */
function readUnchanged(root: string): Bundle | undefined {
  const [dir, compiled] = [join(root, 'data'), join(root, 'dist', 'compiled')];
  try {
    const manifest = JSON.parse(readFileSync(join(compiled, 'manifest.json'), 'utf8')) as Manifest;
    const paths = bundlePaths(dir, manifest);
    const files = paths.map((path) => readFileSync(path));
    if (!readFileSync(join(compiled, 'image')).equals(bundleImage(files))) return undefined;
    const [, page, keyData] = files as [Buffer, Buffer, Buffer];
    return {
      dir,
      bundled: true,
      manifest,
      get pageSource() {
        return page.toString();
      },
      keyData,
      get files() {
        return paths.map((path) => statSync(path));
      },
      compiled,
    };
  } catch {
    return undefined; // what is wrong comes to light when the bundle is checked
  }
}

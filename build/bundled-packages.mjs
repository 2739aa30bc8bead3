import { relative } from 'node:path';

/**
 * The packages whose modules are in the build's output: their folders as package-lock.json names them
 * (`node_modules/marked`), in order.
 */
export function bundledPackages(root, output) {
  const folders = new Set();
  for (const id of output.flatMap(({ moduleIds }) => moduleIds ?? [])) {
    const path = relative(root, id).replaceAll('\\', '/');
    const found = /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path);
    if (found) folders.add(found[0]);
  }
  return [...folders].sort();
}

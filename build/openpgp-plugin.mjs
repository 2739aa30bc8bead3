import { lazyAesTables } from './lazy-aes-tables.mjs';
import { lazyFflate } from './lazy-fflate.mjs';
import { isPart, MAIN, openpgpInParts, partName } from './openpgp-in-parts.mjs';

/**
 * OpenPGP.js, loaded in the parts that it asks for.
 *
 * @param without the parts that are never asked for by what is built, and are left out
 */
export function openpgp(without = []) {
  let parts;
  let main;
  return {
    name: 'openpgp',
    resolveId(source, importer) {
      if (isPart(source)) return source;
      if (source === MAIN && isPart(importer ?? '')) return main;
    },
    load(id) {
      if (isPart(id)) return parts.get(id);
    },
    transform(code, id) {
      if (!/[\\/]node_modules[\\/]openpgp[\\/]/.test(id)) return;
      main = id;
      // it makes itself a `require` from its own URL, and what is built has one
      const asCommonJs = code.replace('createRequire(import.meta.url)', 'require');
      parts = openpgpInParts(lazyFflate(lazyAesTables(asCommonJs)));
      for (const name of without) {
        if (!parts.has(partName(name))) throw new Error(`OpenPGP.js has no part ${name}`);
        parts.set(partName(name), `export const ${name} = undefined;`);
      }
      return parts.get(MAIN);
    },
  };
}

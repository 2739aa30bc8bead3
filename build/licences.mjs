import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licence texts of the packages whose modules are in the build's output, one after the other. */
export function licenceTexts(root, output) {
  const packages = new Set();
  for (const chunk of output) {
    for (const id of chunk.moduleIds ?? []) {
      const found = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id);
      if (found) packages.add(found[1].replaceAll('\\', '/'));
    }
  }
  const texts = [...packages].sort().map((name) => licenceOf(root, name));
  return `The files in this folder contain the following packages. Their sources are on the npm registry under these
names and versions; to relink with a modified OpenPGP.js, change it under node_modules and run "npm run build".
\n${texts.join('\n')}\n${gpl()}`;
}

/** The LGPL adds permissions to this licence and asks that it comes along (LGPL-3.0 section 4). */
function gpl() {
  const line = '='.repeat(78);
  const text = readFileSync(new URL('GPL-3.0.txt', import.meta.url), 'utf8');
  return `${line}\nThe GNU General Public License, which the LGPL of openpgp refers to\n${line}\n\n${text}`;
}

function licenceOf(root, name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(
    (entry) => /^licen[cs]e/i.test(entry) && existsSync(join(folder, entry)),
  );
  if (!file) throw new Error(`${name} has no licence file`);
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n\n${readFileSync(join(folder, file), 'utf8')}`;
}

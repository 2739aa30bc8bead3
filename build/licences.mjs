import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What lies beside the build's output: the licences of the packages (their folders) that are in it. */
export function licenceFile(root, packages) {
  return `The files in this folder contain the following packages. Their sources are on the npm registry under these
names and versions; to relink with a modified OpenPGP.js, change it under node_modules and run "npm run build".
\n${licenceTexts(root, packages)}`;
}

/** The licence texts of these packages, one after the other. */
export function licenceTexts(root, packages) {
  const texts = packages.map((folder) => licenceOf(join(root, folder)));
  return `${texts.join('\n')}\n${gpl()}`;
}

/** The LGPL adds permissions to this licence and asks that it comes along (LGPL-3.0 section 4). */
function gpl() {
  const line = '='.repeat(78);
  const text = readFileSync(new URL('GPL-3.0.txt', import.meta.url), 'utf8');
  return `${line}\nThe GNU General Public License, which the LGPL of openpgp refers to\n${line}\n\n${text}`;
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(
    (entry) => /^licen[cs]e/i.test(entry) && existsSync(join(folder, entry)),
  );
  if (!file) throw new Error(`${name} has no licence file`);
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n\n${readFileSync(join(folder, file), 'utf8')}`;
}

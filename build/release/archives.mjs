import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { zipSync } from 'fflate';

/**
 * Packs a folder, for Windows as a zip file, else with tar and xz; owner, times and order say nothing of this machine.
 *
 * @param into the folder that gets the archive
 * @returns the path of the archive
 */
export function packFolder(folder, into) {
  const name = basename(folder);
  return name.includes('-win-')
    ? zip(folder, join(into, `${name}.zip`))
    : tar(folder, join(into, `${name}.tar.xz`));
}

function zip(folder, archive) {
  const files = readdirSync(folder).sort();
  const entries = files.map((file) => [`${basename(folder)}/${file}`, readFileSync(join(folder, file))]);
  // a zip file has local times
  writeFileSync(archive, zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(1980, 0, 1) }));
  return archive;
}

function tar(folder, archive) {
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=ustar'];
  execFileSync('tar', [...same, '-cJf', archive, '-C', dirname(folder), basename(folder)], {
    env: { ...process.env, XZ_OPT: '-9 -T1' },
  });
  return archive;
}

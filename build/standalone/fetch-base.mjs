import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../run-npm.mjs';
import { BASES, NODE_VERSION } from './bases.mjs';

/**
 * The package of a program of Node.js, unpacked; fetched from the registry where it has not been.
 *
 * @param folder what is fetched stays there
 * @param wanted another version than the one that the standalone programs are made of, with its hash
 * @returns the path of the program
 * @throws Error where the registry gives another package than the one that is expected
 */
export function fetchBase(target, folder, wanted = {}) {
  const { executable, integrity, version } = { version: NODE_VERSION, ...BASES[target], ...wanted };
  const name = `node-${target}-${version}`;
  const unpacked = join(folder, name);
  const program = join(unpacked, 'package', executable);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  runNpm(['pack', '--silent', `node-${target}@${version}`], folder);
  const packed = join(folder, `${name}.tgz`);
  const hash = createHash('sha512').update(readFileSync(packed)).digest('base64');
  if (`sha512-${hash}` !== integrity)
    throw new Error(`${name}.tgz is not the one that is expected: its hash is sha512-${hash}`);
  mkdirSync(unpacked, { recursive: true });
  // the headers for addons would be thousands of files
  execFileSync('tar', ['-xzf', `${name}.tgz`, '-C', name, '--exclude=package/include'], { cwd: folder });
  rmSync(packed);
  return program;
}

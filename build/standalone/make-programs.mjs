// Makes standalone programs: each is a folder in build-output/ with the program and the licences of what is in it.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'postject';
import { buildOutput, filesBelow, root } from '../project.mjs';
import { BASES, HERE, NODE_VERSION } from './bases.mjs';
import { fetchBase } from './fetch-base.mjs';

const bases = join(buildOutput, 'node');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Where Node.js looks whether something has been put into it. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const LICENCES = ['LICENSE', 'NOTICE', 'dist/THIRD-PARTY-LICENSES.txt'];

/**
 * Makes programs from what is built.
 *
 * @param targets names in BASES
 * @returns their paths
 */
export async function makePrograms(targets) {
  const blob = makeBlob();
  const programs = [];
  for (const target of targets) programs.push(await makeProgram(target, blob));
  return programs;
}

/** What is put into each program: the package's files, and the script that runs them. */
function makeBlob() {
  const files = [...filesIn('bin'), ...filesIn('data'), ...filesIn('dist'), ...LICENCES];
  const wanted = files.filter(
    (name) => !/^dist\/(types|man|index\.cjs|compile\.cjs|package\.json)/.test(name),
  );
  const config = join(buildOutput, 'sea.json');
  const blob = join(buildOutput, 'sea.blob');
  mkdirSync(buildOutput, { recursive: true });
  const options = {
    // its name is put in too, and must not be of this machine
    main: 'build/standalone/main.cjs',
    output: blob,
    disableExperimentalSEAWarning: true,
    // it would take import() away from the program
    useCodeCache: false,
    assets: Object.fromEntries([...new Set(wanted)].sort().map((name) => [name, join(root, name)])),
  };
  writeFileSync(config, JSON.stringify(options));
  execFileSync(maker(), ['--experimental-sea-config', config], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const made = readFileSync(blob);
  for (const path of [config, blob]) rmSync(path);
  return made;
}

function filesIn(folder) {
  return filesBelow(join(root, folder)).map((name) => `${folder}/${name}`);
}

/** A Node.js of that very version for this machine. */
function maker() {
  if (HERE in BASES) return fetchBase(HERE, bases);
  if (process.version === `v${NODE_VERSION}`) return process.execPath;
  throw new Error(`on ${HERE} this needs Node.js ${NODE_VERSION}, and this is ${process.version}`);
}

async function makeProgram(target, blob) {
  const base = fetchBase(target, bases);
  const folder = join(buildOutput, `codeship-sec-${version}-${target}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const program = join(folder, target.startsWith('win') ? 'codeship-sec.exe' : 'codeship-sec');
  copyFileSync(base, program);
  chmodSync(program, 0o755);
  await inject(program, 'NODE_SEA_BLOB', blob, { sentinelFuse: FUSE });
  for (const name of LICENCES) copyFileSync(join(root, name), join(folder, name.split('/').at(-1)));
  // the package for Windows comes without it
  const licence = join(dirname(fetchBase('linux-x64', bases)), '../LICENSE');
  copyFileSync(licence, join(folder, 'NODE-LICENSE.txt'));
  return program;
}

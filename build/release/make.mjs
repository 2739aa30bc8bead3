// Makes a release: checks that all is in order, and fills build-output/release/ with what is handed out.
//   npm run release -- VERSION [--no-programs]
// --no-programs leaves the standalone programs out, for which more than 100 MB are fetched.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { buildOutput, filesBelow, root } from '../project.mjs';
import { runNpm } from '../run-npm.mjs';
import { BASES } from '../standalone/bases.mjs';
import { makePrograms } from '../standalone/make-programs.mjs';
import { packFolder } from './archives.mjs';
import { releaseFaults } from './release-faults.mjs';

const folder = join(buildOutput, 'release');
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const read = (name) => readFileSync(join(root, name), 'utf8');

const SHELLS = {
  bash: 'codeship-sec.bash',
  zsh: '_codeship-sec',
  fish: 'codeship-sec.fish',
  powershell: 'codeship-sec.ps1',
};

const [version, option] = process.argv.slice(2);
if (version === undefined || (option !== undefined && option !== '--no-programs')) {
  fail(2, ['usage: npm run release -- VERSION [--no-programs]']);
} else {
  const faults = releaseFaults(version, facts());
  if (faults.length > 0) fail(1, faults);
  else if (spawnSync(join(root, '.ci/run'), { cwd: root, stdio: 'inherit' }).status !== 0)
    fail(1, ['.ci/run has failed']);
  else await release();
}

function facts() {
  const here = git('rev-parse', 'HEAD');
  const tags = git('tag', '--list', `v${version}`);
  return {
    manifest: JSON.parse(read('package.json')),
    lock: JSON.parse(read('package-lock.json')),
    changelog: read('CHANGELOG.md'),
    changes: git('status', '--porcelain'),
    tags: tags.filter((tag) => git('rev-list', '-n1', tag)[0] !== here[0]),
  };
}

async function release() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  node('build/build.mjs');
  runNpm(['pack', '--ignore-scripts', '--pack-destination', folder], root);
  copyFileSync(join(root, 'dist/sbom.cdx.json'), join(folder, `codeship-sec-${version}.cdx.json`));
  copyManPages();
  writeCompletions();
  if (option === undefined) {
    for (const program of await makePrograms(Object.keys(BASES))) packFolder(dirname(program), folder);
  }
  writeSums();
  console.log(folder);
}

function copyManPages() {
  const pages = join(root, 'dist/man');
  if (!existsSync(pages)) return;
  mkdirSync(join(folder, 'man'));
  for (const page of readdirSync(pages)) copyFileSync(join(pages, page), join(folder, 'man', page));
}

function writeCompletions() {
  mkdirSync(join(folder, 'completions'));
  for (const [shell, name] of Object.entries(SHELLS))
    writeFileSync(join(folder, 'completions', name), node('bin/codeship-sec.cjs', 'completion', shell));
}

/** As `sha256sum --check SHA256SUMS` reads it. */
function writeSums() {
  const lines = filesBelow(folder).map((name) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return `${hash}  ${name}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}

function fail(status, lines) {
  for (const line of lines) console.error(line);
  process.exitCode = status;
}

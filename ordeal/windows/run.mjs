// Runs the built program as Windows would: with Node.js for Windows, in wine. Not on Windows itself, so it is evidence,
// and no proof.
//   npm run windows
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchBase } from '../../build/standalone/fetch-base.mjs';
import { LINES } from './lines.mjs';
import { writeInputs } from './vendor.mjs';

/** A later Node.js does not start in the wine of Debian 12: it asks for memory in a way that this does not know. */
const NODE = {
  version: '20.20.2',
  integrity:
    'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'codeship-sec-'));
const launcher = windowsPath(join(root, 'bin/codeship-sec.cjs'));

if (spawnSync('wine', ['--version']).error) {
  console.log('SKIPPED: wine is not installed (Debian: apt-get install wine)');
} else {
  try {
    await writeInputs(folder);
    const node = fetchBase('win-x64', join(root, 'build-output/node'), NODE);
    writeFileSync(join(folder, 'codeship-sec.cmd'), `@"${windowsPath(node)}" "${launcher}" %*\r\n`);
    wine('winecfg', '-v', 'win10'); // the first start takes half a minute
    const failed = LINES.filter((line) => !passes(node, line));
    console.log(`${LINES.length - failed.length} of ${LINES.length} as expected`);
    process.exitCode = failed.length > 0 ? 1 : 0;
  } finally {
    spawnSync('wineserver', ['--kill'], { env: wineEnv() });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wine shows the whole file system as drive Z. */
function windowsPath(path) {
  return `Z:${path.replaceAll('/', '\\')}`;
}

function wineEnv() {
  const { PATH } = process.env;
  return { PATH, HOME: folder, WINEPREFIX: join(folder, 'wine'), WINEDEBUG: '-all', LANG: 'C.UTF-8' };
}

/** Output goes to files: Node.js for Windows takes no pipe of another system. */
function wine(...args) {
  const paths = ['stdout', 'stderr'].map((name) => join(folder, name));
  const outputs = paths.map((path) => openSync(path, 'w'));
  const { status } = spawnSync('wine', args, { cwd: folder, env: wineEnv(), stdio: ['ignore', ...outputs] });
  outputs.forEach(closeSync);
  const [stdout, stderr] = paths.map((path) => readFileSync(path, 'utf8'));
  return { status, stdout, stderr };
}

function passes(node, { args, status, says, makes, hint }) {
  const result = wine(node, launcher, ...args);
  const texts = [result.stdout, result.stderr];
  const faults = [
    result.status === status ? '' : `status ${result.status}, not ${status}`,
    !says || texts.some((text) => says.test(text)) ? '' : `nothing says ${says}`,
    !makes || existsSync(join(folder, makes)) ? '' : `there is no ${makes}`,
    hint ? hintFault(result.stderr) : '',
  ].filter(Boolean);
  console.log(`${faults.length > 0 ? 'FAILED' : 'ok    '}  codeship-sec ${args.join(' ')}`);
  if (faults.length > 0) console.log([...faults, ...texts].join('\n').replace(/^/gm, '        '));
  return faults.length === 0;
}

/** A hint is a command that runs as it is printed. */
function hintFault(stderr) {
  const [, command] = /hint: (.*?)\r?$/m.exec(stderr) ?? [];
  if (command === undefined) return 'no hint';
  const { status } = wine('cmd', '/c', command);
  return status === 0 ? '' : `the hint ${command} ends with ${status}`;
}

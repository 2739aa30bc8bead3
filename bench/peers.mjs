import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { work } from './measure.mjs';

export const root = join(import.meta.dirname, '..');
export const launcher = join(root, 'bin/codeship-sec.cjs');
export const ours = (...args) => [process.execPath, launcher, ...args];

const home = join(work, 'gnupg');
export const gpg = (...args) => [
  'gpg',
  '--homedir',
  home,
  '--batch',
  '--quiet',
  '--trust-model',
  'always',
  ...args,
];

/** The first line of `PROGRAM --version`, or `undefined` where the program is missing. */
function version(program, argument = '--version') {
  const { status, stdout, stderr } = spawnSync(program, [argument], { encoding: 'utf8' });
  return status === 0 ? (stdout || stderr).split('\n')[0].trim() : undefined;
}

const PROGRAMS = {
  gpg: 'gpg',
  rnp: 'rnp',
  sq: 'sq',
  age: 'age',
  openssl: 'openssl',
  bat: 'bat',
  batcat: 'batcat',
  man: 'man',
  taskset: 'taskset',
};

/** What is installed: its name and what it says of itself. */
export const installed = Object.fromEntries(
  Object.entries(PROGRAMS)
    .map(([name, program]) => [name, version(program, name === 'openssl' ? 'version' : '--version')])
    .filter(([, found]) => found !== undefined),
);

export function versionsOf(...names) {
  const peers = names.map((name) => (installed[name] ? `${name}: ${installed[name]}` : `${name}: missing`));
  return [`Node.js ${process.version}`, ...peers];
}

/** Runs a command that prepares something. */
export function prepare(argv, options = {}) {
  const { status, stderr, stdout, error } = spawnSync(argv[0], argv.slice(1), {
    maxBuffer: 1 << 26,
    ...options,
  });
  if (error || status !== 0) throw new Error(`${argv.join(' ')}: ${error ?? stderr}`);
  return stdout;
}

let vendor;

/** A key in a GnuPG home of its own, as a vendor, one for all parts: `{ fingerprint, certificate, bundle }`. */
export function makeVendor() {
  vendor ??= newVendor();
  return vendor;
}

function newVendor() {
  mkdirSync(home, { mode: 0o700 });
  const address = 'bench@example.com';
  prepare(gpg('--passphrase', '', '--quick-generate-key', `Bench <${address}>`, 'rsa4096', 'sign', 'never'));
  const listing = prepare(gpg('--with-colons', '--list-keys', address)).toString();
  const fingerprint = /^fpr:+([0-9A-F]+):/m.exec(listing)[1];
  prepare(gpg('--passphrase', '', '--quick-add-key', fingerprint, 'rsa4096', 'encrypt', 'never'));
  const bundle = join(work, 'bundle');
  mkdirSync(bundle);
  const certificate = join(bundle, 'vendor.asc');
  writeFileSync(certificate, prepare(gpg('--armor', '--export', fingerprint)));
  writeFileSync(join(bundle, 'page.md'), '---\ntitle: Bench\n---\nA page.\n');
  const manifest = {
    name: 'Bench',
    address,
    page: { file: 'page.md' },
    key: { file: 'vendor.asc', fingerprint },
    site: { url: 'https://example.com', baseurl: '' },
  };
  writeFileSync(join(bundle, 'bundle.json'), JSON.stringify(manifest));
  return { fingerprint, certificate, bundle };
}

/** The bench vendor's secret key, to sign with. */
export function secretKeyFile() {
  const { fingerprint } = makeVendor();
  const path = join(work, 'secret.asc');
  if (!existsSync(path)) writeFileSync(path, prepare(gpg('--armor', '--export-secret-keys', fingerprint)));
  return path;
}

/** A file of random bytes that no file system can make smaller. */
export function randomFile(name, mebibytes) {
  const path = join(work, name);
  prepare(['sh', '-c', `head -c ${Math.round(mebibytes * 2 ** 20)} /dev/urandom > "$0"`, path]);
  return path;
}

/** MB/s of `openssl speed -evp aes-256-cfb` with blocks of 16 KiB. */
export function opensslRate() {
  const output = prepare([
    'openssl',
    'speed',
    '-seconds',
    '2',
    '-bytes',
    '16384',
    '-evp',
    'aes-256-cfb',
  ]).toString();
  return Number(/([\d.]+)k\s*$/.exec(output)[1]) / 1000;
}

export const pageFile = join(
  root,
  'data',
  JSON.parse(readFileSync(join(root, 'data/bundle.json'), 'utf8')).page.file,
);

// node bench/tricks.mjs [TRICK...] [--times N]: builds the program as it is and without a trick, and runs both in turn.
// A ratio is how many times as much the command takes without it. docs/design/build-tricks.md has the results.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { gpg, makeVendor, ours, prepare, randomFile, root, secretKeyFile } from './peers.mjs';
import { TRICKS } from './without.mjs';

const PARTS = [
  'LICENSE',
  'bin',
  'build',
  'data',
  'docs',
  'package.json',
  'package-lock.json',
  'src',
  'tsconfig.json',
];

/** Builds a copy in which texts are replaced, and returns its launcher. */
function build(name, changes) {
  const folder = join(work, name.replaceAll(/\W+/g, '-'));
  mkdirSync(folder);
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, from, to] of changes) {
    const source = readFileSync(join(folder, path), 'utf8');
    if (!source.includes(from)) throw new Error(`${name}: ${path} has not: ${from}`);
    writeFileSync(
      join(folder, path),
      source.replace(from, () => to),
    );
  }
  prepare([process.execPath, 'build/build.mjs'], { cwd: folder });
  return join(folder, 'bin/codeship-sec.cjs');
}

/** What the words of a command that are not its own stand for; each is made when it is first needed. */
const WORDS = {
  SMALL: once(() => randomFile('small', 1 / 256)),
  MANY: once(() => Array.from({ length: 100 }, (_, at) => randomFile(`many-${at}`, 3 / 1024))),
  LARGE: once(() => randomFile('large', 256)),
  ENCRYPTED: once(() => {
    const path = `${WORDS.LARGE()}.asc`;
    prepare(ours('encrypt', '-q', '--bundle', WORDS.VENDOR(), '-o', path, WORDS.LARGE()));
    return path;
  }),
  VENDOR: once(() => makeVendor().bundle),
  KEY: secretKeyFile,
  SIGNED: once(() => {
    const { fingerprint } = makeVendor();
    const path = `${WORDS.SMALL()}.asc`;
    prepare(gpg('--yes', '-u', fingerprint, '-o', path, '--armor', '--sign', WORDS.SMALL()));
    return path;
  }),
};

function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/** The command line: `< FILE` at its end is what the program reads. */
function argvOf(launcher, command) {
  const words = command.split(' ').flatMap((word) => WORDS[word]?.() ?? word);
  const argv = [process.execPath, launcher, ...words];
  if (argv.at(-2) !== '<') return argv;
  return ['sh', '-c', 'exec "$@" < "$0"', argv.at(-1), ...argv.slice(0, -2)];
}

function measure([base, without], command, status, times) {
  const commands = {
    'as it is': { argv: argvOf(base, command), status },
    without: { argv: argvOf(without, command), status },
  };
  const runs = interleaved(commands, times, true);
  const each = (value) => ratio(runs.without, runs['as it is'], value);
  const saved = median(runs.without.map((one, at) => one.cpu - runs['as it is'][at].cpu));
  return [each(), each(({ cpu }) => cpu), `${(saved * 1000).toFixed(1)} ms`, each(({ memory }) => memory)];
}

const names = process.argv.slice(2);
const flag = names.indexOf('--times');
const times = flag < 0 ? 30 : Number(names.splice(flag, 2)[1]);
const unknown = names.find((name) => !Object.hasOwn(TRICKS, name));
if (unknown !== undefined || Number.isNaN(times)) {
  process.stderr.write(
    `usage: node bench/tricks.mjs [TRICK...] [--times N]\ntricks: ${Object.keys(TRICKS).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  const print = (row) => process.stdout.write(`| ${row.join(' | ')} |\n`);
  const base = build('as it is', []);
  print(['without', 'command', 'time', 'CPU time', 'CPU time saved', 'peak memory']);
  print(['---', '---', '---', '---', '---', '---']);
  for (const name of names.length > 0 ? names : Object.keys(TRICKS)) {
    const { commands, changes, status } = TRICKS[name];
    const without = build(name, changes);
    for (const command of commands)
      print([name, `\`${command}\``, ...measure([base, without], command, status, times)]);
  }
}

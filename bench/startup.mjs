// How long a command takes from its start to its end, as a multiple of an empty program's time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { installed, ours, pageFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const COMMANDS = {
  toc: { args: ['toc'], goal: 1.3 },
  show: { args: ['show'], goal: 1.3 },
  'search key': { args: ['search', 'key'], goal: 1.35 },
  key: { args: ['key'], goal: 1.35 },
  '--help': { args: ['--help'], goal: 1.35 },
  'encrypt (4 KB)': { args: ['encrypt', join(work, 'report{}.txt')], goal: 2.3 },
};

const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function startup({ times = 31 }) {
  const empty = join(work, 'empty.cjs');
  writeFileSync(empty, '');
  for (const n of TEN) writeFileSync(join(work, `report${n}.txt`), 'x'.repeat(4096));
  const commands = { bare: { argv: [process.execPath, empty] } };
  for (const [name, { args }] of Object.entries(COMMANDS)) commands[name] = { argv: ours(...args) };
  const bat = installed.bat ? 'bat' : installed.batcat ? 'batcat' : undefined;
  if (bat) commands[bat] = { argv: [bat, '--paging=never', '--color=always', pageFile] };
  const each = (change) =>
    Object.fromEntries(Object.entries(commands).map(([name, one]) => [name, change(one)]));
  const walls = interleaved(each(once), times, false);
  // GNU time counts hundredths of a second: ten runs at a time
  const cpus = interleaved(each(tenTimes), Math.max(3, Math.round(times / 6)), true);
  const rows = Object.keys(commands).map((name) => [
    name,
    `${(median(walls[name].map((one) => one.seconds)) * 1000).toFixed(0)} ms`,
    ratio(walls[name], walls.bare),
    ratio(cpus[name], cpus.bare, (one) => one.cpu),
    COMMANDS[name] ? `${COMMANDS[name].goal}` : '',
  ]);
  const head = ['command', 'time', 'time / bare', 'CPU time / bare', 'goal'];
  publish(
    'Start-up',
    `"bare" is \`node empty.cjs\`. ${times} runs of each.\n\n${table([head, ...rows])}`,
    versionsOf(bat ?? 'bat'),
  );
}

/** `{}` in a word is the number of the run; what `encrypt` writes is removed before the next. */
const numbered = (argv, n) => argv.map((word) => word.replace('{}', n));
const outputs = (argv) => TEN.flatMap((n) => numbered(argv, n).filter((word) => /report\d\.txt$/.test(word)));
const fresh = (argv) => outputs(argv).map((path) => `${path}.asc`);

function once({ argv }) {
  return { argv: numbered(argv, 0), fresh: fresh(argv) };
}

function tenTimes({ argv }) {
  const quoted = (n) => numbered(argv, n).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return { argv: ['sh', '-ec', TEN.map((n) => quoted(n).join(' ')).join('\n')], fresh: fresh(argv) };
}

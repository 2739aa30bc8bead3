// How long a command takes from its start to its end, as a multiple of an empty program's time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { installed, ours, pageFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const REPORT = join(work, 'report.txt');

const COMMANDS = {
  toc: { args: ['toc'], goal: 1.3 },
  show: { args: ['show'], goal: 1.3 },
  'search key': { args: ['search', 'key'], goal: 1.35 },
  key: { args: ['key'], goal: 1.35 },
  '--help': { args: ['--help'], goal: 1.35 },
  'encrypt (4 KB)': { args: ['encrypt', REPORT], goal: 2.3 },
};

export function startup({ times = 31 }) {
  const empty = join(work, 'empty.cjs');
  writeFileSync(empty, '');
  writeFileSync(REPORT, 'x'.repeat(4096));
  const commands = { bare: { argv: [process.execPath, empty] } };
  for (const [name, { args }] of Object.entries(COMMANDS)) {
    commands[name] = { argv: ours(...args), fresh: [`${REPORT}.asc`] };
  }
  const bat = installed.bat ? 'bat' : installed.batcat ? 'batcat' : undefined;
  if (bat) commands[bat] = { argv: [bat, '--paging=never', '--color=always', pageFile] };
  const walls = interleaved(commands, times, false);
  const cpus = interleaved(commands, times, true);
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

// How long a command takes from its start to its end, as a multiple of an empty program's time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { gpg, installed, makeVendor, ours, pageFile, prepare, secretKeyFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const REPORT = join(work, 'report.txt');

const COMMANDS = {
  toc: { args: ['toc'], goal: 1.4 },
  show: { args: ['show'], goal: 1.4 },
  'search key': { args: ['search', 'key'], goal: 1.4 },
  key: { args: ['key'], goal: 1.4 },
  '--help': { args: ['--help'], goal: 1.5 },
  'encrypt (4 KB)': { args: ['encrypt', REPORT], goal: 2.8 },
  'encrypt --bundle (4 KB)': { args: ['encrypt', REPORT, '--bundle', 'VENDOR'] },
  'encrypt --sign-with (4 KB)': { args: ['encrypt', REPORT, '--sign-with', 'KEY'] },
  'encrypt --email (4 KB)': { args: ['encrypt', REPORT, '--email', '-o', `${REPORT}.asc`] },
  'verify, encrypted': { args: ['verify', 'ENCRYPTED'], goal: 2.0, status: 3 },
  'verify, signed by another': { args: ['verify', 'SIGNED'], goal: 2.3, status: 3 },
  'verify, good': { args: ['verify', 'SIGNED', '--bundle', 'VENDOR'], goal: 3.3 },
  'toc, another vendor': { args: ['toc', '--bundle', 'VENDOR'], goal: 4.0 },
  'show, another vendor': { args: ['show', '--bundle', 'VENDOR'], goal: 4.0 },
};

/** What the words of a command stand for. */
function wordsFor() {
  const { bundle, fingerprint } = makeVendor();
  const [encrypted, signed] = ['encrypted.asc', 'signed.asc'].map((name) => join(work, name));
  prepare(ours('encrypt', '-q', REPORT, '-o', encrypted));
  prepare(gpg('-u', fingerprint, '-o', signed, '--clear-sign', REPORT));
  return { VENDOR: bundle, KEY: secretKeyFile(), ENCRYPTED: encrypted, SIGNED: signed };
}

export function startup({ times = 31 }) {
  const empty = join(work, 'empty.cjs');
  writeFileSync(empty, '');
  writeFileSync(REPORT, 'x'.repeat(4096));
  const commands = { bare: { argv: [process.execPath, empty] } };
  const words = wordsFor();
  for (const [name, { args, status }] of Object.entries(COMMANDS)) {
    const argv = ours(...args.map((word) => words[word] ?? word));
    commands[name] = { argv, fresh: [`${REPORT}.asc`], status };
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
    COMMANDS[name] ? `${COMMANDS[name].goal ?? ''}` : '',
  ]);
  const head = ['command', 'time', 'time / bare', 'CPU time / bare', 'goal'];
  publish(
    'Start-up',
    `"bare" is \`node empty.cjs\`. ${times} runs of each.\n\n${table([head, ...rows])}`,
    versionsOf(bat ?? 'bat'),
  );
}

// Signed messages and many small ones beside gpg.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { gpg, makeVendor, ours, randomFile, secretKeyFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const HEAD = ['what', 'ours', 'peer', 'ours / peer', 'CPU ours / peer', 'peak memory', 'goal'];

function row(what, runs, peer, goal) {
  const seconds = (name) => `${median(runs[name].map((one) => one.seconds)).toFixed(2)} s`;
  const memory = `${Math.max(...runs.ours.map((one) => one.memory ?? 0)).toFixed(0)} MiB`;
  const cpu = ratio(runs.ours, runs[peer], (one) => one.cpu);
  return [
    what,
    seconds('ours'),
    `${peer}: ${seconds(peer)}`,
    ratio(runs.ours, runs[peer]),
    cpu,
    memory,
    goal,
  ];
}

export function signed({ times = 7 }) {
  const { bundle, fingerprint } = makeVendor();
  const sign = ['--bundle', bundle, '--sign-with', secretKeyFile()];
  const rows = [4 / 1024, 256].map((size) => {
    const file = randomFile('to-sign', size);
    const theirs = gpg('--yes', '-z', '0', '-r', fingerprint, '-u', fingerprint, '-o', '/dev/null');
    const commands = {
      ours: { argv: ours('encrypt', '-q', '--binary', '-o', '/dev/null', ...sign, file) },
      gpg: { argv: [...theirs, '--sign', '--encrypt', file] },
    };
    const what = size < 1 ? `${size * 1024} KiB` : `${size} MiB`;
    return row(what, interleaved(commands, times, true), 'gpg', size < 1 ? '' : 1.1);
  });
  publish(
    'Signed and encrypted',
    `RSA 4096, to the null device. ${times} runs of each.\n\n${table([HEAD, ...rows])}`,
    versionsOf('gpg'),
  );
}

export function many({ times = 9 }) {
  const { fingerprint } = makeVendor();
  const files = Object.fromEntries(
    ['ours', 'gpg'].map((name) => {
      const folder = join(work, `many-${name}`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const paths = Array.from({ length: 100 }, (_, at) => join(folder, `${at}.txt`));
      for (const path of paths) writeFileSync(path, randomBytes(3 * 1024));
      return [name, paths];
    }),
  );
  const written = (name, ending) => files[name].map((path) => path + ending);
  const commands = {
    ours: { argv: ours('encrypt', '-q', '--binary', ...files.ours), fresh: written('ours', '.gpg') },
    gpg: {
      argv: gpg('-z', '0', '-r', fingerprint, '--multifile', '--encrypt', ...files.gpg),
      fresh: written('gpg', '.gpg'),
    },
  };
  const rows = [HEAD, row('100 files of 3 KiB', interleaved(commands, times, true), 'gpg', 4)];
  publish(
    'Many files in one command',
    `\`gpg --multifile\`. ${times} runs of each.\n\n${table(rows)}`,
    versionsOf('gpg'),
  );
}

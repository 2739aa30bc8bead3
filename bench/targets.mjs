// 256 MiB to the null device, to memory and to a disk, beside gpg; and on one core alone.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { interleaved, median, ratio } from './measure.mjs';
import { gpg, installed, makeVendor, ours, randomFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const GOALS = {
  binary: { null: 1, tmpfs: 0.9, disk: 0.75 },
  armored: { null: 0.45, tmpfs: 0.45, disk: 0.45 },
};
const ONE_CORE = 1.3;

/** Where output goes: folders of their own, or `undefined` where this machine has no such place. */
function places() {
  const folderIn = (path) => {
    try {
      accessSync(path, constants.W_OK);
      return mkdtempSync(join(path, 'codeship-sec-bench-'));
    } catch {
      return undefined;
    }
  };
  return { null: '', tmpfs: folderIn('/dev/shm'), disk: folderIn(process.env.BENCH_DISK ?? '/var/tmp') };
}

export function targets({ times = 9 }) {
  const file = randomFile('in256', 256);
  const there = places();
  const rows = [['what', 'to', 'cores', 'ours', 'gpg', 'ours / gpg', 'CPU ours / gpg', 'goal']];
  const add = (form, place, oneCore) => {
    const folder = there[place];
    const cores = oneCore ? '1' : `${cpus().length}`;
    if (folder === undefined) rows.push([form, place, cores, 'missing', '', '', '', '']);
    else {
      const commands = pair(file, { form, folder, oneCore });
      const runs = interleaved(commands, times, true);
      for (const { fresh } of Object.values(commands))
        for (const path of fresh) rmSync(path, { force: true });
      const seconds = (name) => `${median(runs[name].map((one) => one.seconds)).toFixed(2)} s`;
      const cpu = ratio(runs.ours, runs.gpg, (one) => one.cpu);
      const goal = oneCore ? ONE_CORE : GOALS[form][place];
      rows.push([form, place, cores, seconds('ours'), seconds('gpg'), ratio(runs.ours, runs.gpg), cpu, goal]);
    }
  };
  for (const form of Object.keys(GOALS)) for (const place of Object.keys(there)) add(form, place, false);
  if (installed.taskset && cpus().length > 1) add('binary', 'null', true);
  for (const folder of Object.values(there)) if (folder) rmSync(folder, { recursive: true });
  const text = `256 MiB. ${times} runs of each; \`gpg -z 0\` with the same kind of key.`;
  publish('Targets and cores', `${text}\n\n${table(rows)}`, versionsOf('gpg', 'taskset'));
}

function pair(file, { form, folder, oneCore }) {
  const { fingerprint } = makeVendor();
  const [mine, theirs] = ['ours', 'gpg'].map((name) => (folder ? join(folder, name) : '/dev/null'));
  const kind = form === 'binary' ? { ours: ['--binary'], gpg: [] } : { ours: [], gpg: ['--armor'] };
  const start = oneCore ? ['taskset', '-c', '0'] : [];
  const fresh = (path) => (folder ? [path] : []);
  return {
    ours: {
      argv: [...start, ...ours('encrypt', '-q', ...kind.ours, '-o', mine, file)],
      fresh: fresh(mine),
    },
    gpg: {
      argv: [
        ...start,
        ...gpg('--yes', '-z', '0', ...kind.gpg, '-r', fingerprint, '-o', theirs, '--encrypt', file),
      ],
      fresh: fresh(theirs),
    },
  };
}

// A detached signature over 1 GiB, beside gpg.
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { gpg, makeVendor, ours, prepare, randomFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const GOALS = { SHA256: 0.45, SHA512: 0.45 };

export function verify({ times = 7 }) {
  const { bundle, fingerprint } = makeVendor();
  const file = randomFile('data1024', 1024);
  const rows = [['digest', 'ours', 'gpg', 'ours / gpg', 'peak memory', 'goal']];
  for (const digest of Object.keys(GOALS)) {
    const signature = join(work, `${digest}.sig`);
    prepare(gpg('--digest-algo', digest, '-u', fingerprint, '-o', signature, '--detach-sign', file));
    const commands = {
      ours: { argv: ours('verify', '-q', '--bundle', bundle, '--signature', signature, file) },
      gpg: { argv: gpg('--verify', signature, file) },
    };
    const runs = interleaved(commands, times, true);
    const seconds = (name) => `${median(runs[name].map((one) => one.seconds)).toFixed(2)} s`;
    const memory = `${Math.max(...runs.ours.map((one) => one.memory ?? 0)).toFixed(0)} MiB`;
    rows.push([digest, seconds('ours'), seconds('gpg'), ratio(runs.ours, runs.gpg), memory, GOALS[digest]]);
  }
  publish(
    'Verifying 1 GiB, detached signature',
    `${times} runs of each.\n\n${table(rows)}`,
    versionsOf('gpg'),
  );
}

// Runs commands in turn and compares them pair by pair: only runs that stand side by side say something on a machine
// that does other things too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const work = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'codeship-sec-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const nowhere = openSync('/dev/null', 'r+');
const TIME = '/usr/bin/time';
const hasTime = existsSync(TIME);

/** The developer's environment, without what Node 20 reads at its start (it doubles an empty program's time). */
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;

/** `bash` counts CPU time in milliseconds (GNU time in hundredths of a second), GNU time the memory. */
const COUNTED = `TIMEFORMAT='%U %S'; { time ${TIME} -q -f %M -o "$1" "\${@:2}" 2>&3; } 3>&2 2>"$0"`;

/**
 * One run.
 *
 * @param command `{ argv, env?, fresh?, status? }`; `fresh` are files that are removed first, `status` is 0 or what
 *   the command is to exit with
 * @param withUsage through bash and GNU time, for CPU time and peak memory (some milliseconds more of both)
 * @returns seconds, and with GNU time `cpu` (user and system seconds) and `memory` (MiB resident at most)
 */
export function run(command, withUsage = false) {
  for (const path of command.fresh ?? []) rmSync(path, { force: true });
  const [cpu, memory] = [join(work, 'cpu'), join(work, 'memory')];
  const timed = withUsage && hasTime;
  const [program, ...args] = timed ? ['bash', '-c', COUNTED, cpu, memory, ...command.argv] : command.argv;
  const started = performance.now();
  const result = spawnSync(program, args, {
    stdio: [nowhere, nowhere, 'pipe'],
    env: { ...env, ...command.env },
  });
  const seconds = (performance.now() - started) / 1000;
  if (result.error || result.status !== (command.status ?? 0)) {
    throw new Error(
      `${command.argv.join(' ')}: ${result.error ?? `status ${result.status}`}\n${result.stderr}`,
    );
  }
  if (!timed) return { seconds };
  const [user, system] = readFileSync(cpu, 'utf8').replaceAll(',', '.').trim().split(' ').map(Number);
  return { seconds, cpu: user + system, memory: Number(readFileSync(memory, 'utf8')) / 1024 };
}

/**
 * Runs all commands in turn, `times` times (and once before, for the caches).
 *
 * @param commands by name
 * @returns the runs of each, in the same order
 */
export function interleaved(commands, times, withUsage) {
  const names = Object.keys(commands);
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let turn = -1; turn < times; turn++) {
    process.stderr.write(`\r${turn + 1}/${times}: ${names.join(', ').slice(0, 60)} `);
    for (const name of names) {
      const result = run(commands[name], withUsage);
      if (turn >= 0) runs[name].push(result);
    }
  }
  process.stderr.write('\n');
  return runs;
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at % 1);
}

export const median = (values) => quantile(values, 0.5);

/** `0.97 (0.94 to 1.02)`: the median of the ratios run by run, and between which 80 percent of them lie. */
export function ratio(runs, peers, value = (one) => one.seconds) {
  const ratios = runs.map((one, at) => value(one) / value(peers[at]));
  if (ratios.some((one) => !Number.isFinite(one))) return '';
  const [low, middle, high] = [0.1, 0.5, 0.9].map((part) => quantile(ratios, part).toFixed(2));
  return `${middle} (${low} to ${high})`;
}

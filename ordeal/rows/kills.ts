import { existsSync, readdirSync, rmSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { dice } from '../../test/support/dice.js';
import { found } from '../finding.js';
import type { Prepared, Row, World } from '../row.js';
import { allJobs, type Job, leftIn } from '../support/jobs.js';
import { lookAtRun } from '../support/look-at-run.js';
import { runProgram, signalOf } from '../support/program.js';
import { isTemporary, newFolder } from '../support/work.js';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGKILL'] as const;

const THREE = '`encrypt`, `verify --output` and `key update`, by turns, are sent the signal at a random time';
const AFTER =
  'there is the older file or the whole new one, no half of one; what `key update` had stored is still there';
const CAUGHT = `${THREE}, every second time while a temporary file is there. They end, and die of that very signal; ${AFTER}; no temporary file is left.`;
const NOT_CAUGHT = `${THREE}. No program can answer that one: a temporary file (\`.codeship-sec-….tmp\`, 18 hexadecimal digits, beside the output) may stay; but ${AFTER}.`;

export const KILLS: Row[] = SIGNALS.map((signal) => ({
  name: `kill-${signal.slice(3).toLowerCase()}`,
  title: `Killed by ${signal.slice(3)}`,
  meaning: signal === 'SIGKILL' ? NOT_CAUGHT : CAUGHT,
  tries: 100,
  prepare: (world) => prepareKills(world, signal),
}));

let longest: Promise<number[]> | undefined;

/**
 * How long each job takes, in milliseconds. One after the other: beside others each would take longer than it does later,
 * and most signals would come too late.
 */
async function durations({ root, folder }: World, jobs: readonly Job[]): Promise<number[]> {
  const times: number[] = [];
  for (const job of jobs) {
    const place = newFolder(folder);
    const started = performance.now();
    await runProgram(root, job.begin(place), { cwd: place });
    times.push(performance.now() - started);
  }
  return times;
}

async function prepareKills(world: World, signal: NodeJS.Signals): Promise<Prepared> {
  const { root, folder } = world;
  const jobs = await allJobs(world);
  longest ??= durations(world, jobs);
  const times = await longest;
  let [killed, stayed] = [0, 0];
  return {
    async attempt(seed, at) {
      const roll = dice(seed);
      const which = at % jobs.length;
      const job = jobs[which];
      if (!job) return [];
      const place = newFolder(folder);
      const wait = roll() * (times[which] ?? 0);
      const begun = Math.floor(at / jobs.length) % 2 === 1;
      let over = false;
      const ended = runProgram(root, job.begin(place), {
        cwd: place,
        async started(kill) {
          if (begun) await untilBegun(place, () => over);
          await after(begun ? wait / 10 : wait);
          kill(signal);
        },
      });
      const run = await ended;
      over = true;
      const by = signalOf(run);
      if (by === signal) killed++;
      const findings = lookAtRun(run, { signals: [signal] });
      findings.push(...(await job.check(place, run.status === 0)));
      const left = leftIn(place);
      if (signal === 'SIGKILL') stayed += left.length;
      else findings.push(...left.map((path) => found('left', path)));
      rmSync(place, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${job.name}: ${what}`));
    },
    note: () =>
      `${killed} were ended by the signal, the others were done before${signal === 'SIGKILL' ? `; ${stayed} temporary files stayed` : ''}`,
  };
}

/** Until a temporary file is there. */
async function untilBegun(place: string, isOver: () => boolean): Promise<void> {
  const folders = [place, `${place}/data/codeship-sec/certificates`];
  while (!isOver()) {
    if (folders.some((folder) => existsSync(folder) && readdirSync(folder).some(isTemporary))) return;
    await after(1);
  }
}

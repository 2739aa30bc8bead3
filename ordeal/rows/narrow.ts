/** Little of what a program needs: descriptors, memory. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dice } from '../../test/support/dice.js';
import { found } from '../finding.js';
import type { Prepared, Row, World } from '../row.js';
import { ERRANDS, layOut, runErrand } from '../support/everyday.js';
import { allJobs, leftBehind } from '../support/jobs.js';
import { lookAtRun } from '../support/look-at-run.js';
import { runProgram } from '../support/program.js';
import { newFolder } from '../support/work.js';
import { printing } from './disks.js';

const posix = () => (process.platform === 'win32' ? 'it takes a POSIX system' : undefined);

export const NARROW: Row[] = [
  {
    name: 'closed-descriptors',
    title: 'Closed descriptors',
    meaning:
      'Each command with standard input, output or error closed, in all seven ways. Files are written whole, and no message goes into one of them.',
    tries: 0,
    unavailable: posix,
    prepare: prepareClosed,
  },
  {
    name: 'closed-stdout',
    title: 'Closed standard output',
    meaning:
      'Each command that prints, with standard output closed. Where the bytes are the point, a warning says that they are lost (nothing tells a closed output from a null device that was opened for reading and writing).',
    tries: 0,
    unavailable: posix,
    prepare: prepareClosedOutput,
  },
  {
    name: 'few-descriptors',
    title: 'Few descriptors',
    meaning:
      'Each command where only a few files may be open at a time (`ulimit -n`), from the fewest that Node.js itself starts with. The program says so, and what it writes is whole.',
    tries: 120,
    unavailable: posix,
    prepare: prepareFewDescriptors,
  },
  {
    name: 'little-memory',
    title: 'Little memory',
    meaning:
      '`encrypt`, `verify --output` and `key update` with a heap of 6 to 40 MB, or (Linux) with an address space of a size that Node.js hardly starts in. Node.js ends itself where it has too little, by SIGABRT, SIGTRAP or SIGSEGV, and prints a trace of its own: that cannot be caught, and a temporary file may stay, as after KILL. But there is the older file or the whole new one, and a stored key is not lost.',
    tries: 80,
    unavailable: posix,
    prepare: prepareLittleMemory,
  },
];

const WAYS = ['<&-', '>&-', '2>&-', '<&- >&-', '<&- 2>&-', '>&- 2>&-', '<&- >&- 2>&-'];

async function prepareClosed(world: World): Promise<Prepared> {
  return {
    all: WAYS.length * ERRANDS.length,
    async attempt(_seed, at) {
      const errand = ERRANDS[at % ERRANDS.length];
      const way = WAYS[Math.floor(at / ERRANDS.length)];
      if (!errand) return [];
      const cwd = newFolder(world.folder);
      layOut(cwd, world);
      const { findings } = await runErrand(world, errand, { cwd, shell: `exec "$@" ${way}` });
      findings.push(...leftBehind(cwd));
      rmSync(cwd, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${way}: ${what}`));
    },
  };
}

async function prepareClosedOutput(world: World): Promise<Prepared> {
  const lines = printing(world);
  return {
    all: lines.length,
    async attempt(_seed, at) {
      const { args = [], bytes = false } = lines[at] ?? {};
      const cwd = newFolder(world.folder);
      const ended = await runProgram(world.root, args, { cwd, shell: 'exec "$@" >&-' });
      const findings = [...lookAtRun(ended), ...leftBehind(cwd)];
      if (bytes && process.platform === 'linux' && !/warning: standard output is closed/.test(ended.stderr))
        findings.push(found('lost', `exit ${ended.status}: ${JSON.stringify(args)}`));
      return findings;
    },
  };
}

/** The fewest with which a program of one line runs. */
function fewestDescriptors({ root }: World): number {
  const program = [process.execPath, '--require', join(root, 'test/support/no-network.cjs'), '-e', '0'];
  for (let count = 10; ; count++) {
    const line = `ulimit -c 0; ulimit -n ${count}; exec "$@"`;
    const { status } = spawnSync('/bin/sh', ['-c', line, 'sh', ...program]);
    if (status === 0 || count > 200) return count;
  }
}

async function prepareFewDescriptors(world: World): Promise<Prepared> {
  const fewest = fewestDescriptors(world);
  return {
    async attempt(_seed, at) {
      const errand = ERRANDS[at % ERRANDS.length];
      if (!errand) return [];
      const count = fewest + (Math.floor(at / ERRANDS.length) % 8);
      const cwd = newFolder(world.folder);
      layOut(cwd, world);
      const { findings } = await runErrand(world, errand, { cwd, shell: `ulimit -n ${count}; exec "$@"` });
      findings.push(...leftBehind(cwd));
      rmSync(cwd, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `ulimit -n ${count}: ${what}`));
    },
    note: () => `Node.js starts with ${fewest}`,
  };
}

async function prepareLittleMemory(world: World): Promise<Prepared> {
  const { root, folder } = world;
  const jobs = await allJobs(world);
  let [aborted, done] = [0, 0];
  return {
    async attempt(seed, at) {
      const roll = dice(seed);
      const job = jobs[at % jobs.length];
      if (!job) return [];
      const cwd = newFolder(folder);
      const args = job.begin(cwd);
      const heap = Math.floor(at / jobs.length) % 2 === 0 || process.platform !== 'linux';
      const limit = heap ? 6 + Math.floor(roll() * 34) : 550 + Math.floor(roll() * 400);
      const around = heap
        ? { env: { NODE_OPTIONS: `--max-old-space-size=${limit}` } }
        : { shell: `ulimit -v ${limit * 1024}; exec "$@"` };
      const ended = await runProgram(root, args, { cwd, ...around });
      // what Node.js says when it ends itself is not ours
      const byNode =
        /SIG(ABRT|TRAP|SEGV|ILL)/.test(ended.signal ?? '') ||
        /FATAL ERROR|out of memory|OOM error/.test(ended.stderr);
      if (byNode) aborted++;
      if (ended.status === 0) done++;
      const findings = byNode ? [] : [...lookAtRun(ended), ...leftBehind(cwd)];
      findings.push(...(await job.check(cwd, ended.status === 0)));
      rmSync(cwd, { recursive: true, force: true });
      const with_ = heap ? `heap of ${limit} MB` : `ulimit -v ${limit} MB`;
      return findings.map(({ kind, what }) => found(kind, `${job.name}, ${with_}: ${what}`));
    },
    note: () => `${done} were done all the same, ${aborted} were ended by Node.js itself`,
  };
}

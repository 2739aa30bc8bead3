import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { findTool } from '../../test/support/find-tool.js';
import { found } from '../finding.js';
import type { Prepared, Row, World } from '../row.js';
import { allJobs, type Job, leftBehind } from '../support/jobs.js';
import { lookAtRun } from '../support/look-at-run.js';
import { runProgram } from '../support/program.js';
import { newFolder } from '../support/work.js';

const { EIO, ENOSPC } = constants.errno;

export const FAILING_CALLS: Row[] = [
  rowFor('eio', 'EIO at each call of the system', EIO, 'an input or output error (EIO)'),
  rowFor('enospc', 'ENOSPC at each call of the system', ENOSPC, 'a full disk (ENOSPC)'),
];

function rowFor(name: string, title: string, error: number, words: string): Row {
  return {
    name,
    title,
    meaning: `Of the calls that \`encrypt\`, \`verify --output\` and \`key update\` make on files (open, read, write, sync, rename, link, stat and so on), each in turn fails with ${words}, by a library of our own that is loaded before. The program says so, or does without; there is the older file or the whole new one; a stored key is not lost; nothing is left behind.`,
    tries: 0,
    unavailable() {
      if (process.platform !== 'linux') return 'it takes Linux';
      return findTool('cc') ? undefined : 'it takes a C compiler (cc)';
    },
    prepare: (world) => prepareCalls(world, error),
  };
}

async function prepareCalls(world: World, error: number): Promise<Prepared> {
  const { root, folder } = world;
  const library = join(folder, 'failing-calls.so');
  execFileSync('cc', [
    '-shared',
    '-fPIC',
    '-O1',
    '-o',
    library,
    join(root, 'ordeal/shims/failing-calls.c'),
    '-ldl',
  ]);
  const run = async (job: Job, fails?: number) => {
    const place = newFolder(folder);
    const count = `${place}.count`;
    const env = {
      ...{ LD_PRELOAD: library, ORDEAL_FOLDER: dirname(folder), ORDEAL_COUNT: count },
      ...(fails === undefined ? {} : { ORDEAL_FAILS: String(fails), ORDEAL_ERRNO: String(error) }),
    };
    const ended = await runProgram(root, job.begin(place), { cwd: place, env });
    return { place, ended, count };
  };
  const all: { job: Job; call: number }[] = [];
  for (const job of await allJobs(world)) {
    const { count } = await run(job);
    const calls = Number(readFileSync(count, 'utf8'));
    for (let call = 1; call <= calls; call++) all.push({ job, call });
  }
  return {
    all: all.length,
    async attempt(_seed, at) {
      const { job, call } = all[at] ?? {};
      if (!job) return [];
      const { place, ended, count } = await run(job, call);
      const findings = [
        ...lookAtRun(ended),
        ...(await job.check(place, ended.status === 0)),
        ...leftBehind(place),
      ];
      if (![0, 41, 61, 74].includes(ended.status ?? -1))
        findings.push(found('crashed', `the error is taken for another: exit ${ended.status}`));
      const name = findings.length > 0 ? readFileSync(count, 'utf8').trim() : '';
      rmSync(place, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${job.name}, call ${name}: ${what}`));
    },
  };
}

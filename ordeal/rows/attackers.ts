/** Others who are at work at the same time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { dice } from '../../test/support/dice.js';
import { type Finding, found } from '../finding.js';
import type { Prepared, Row, World } from '../row.js';
import { checkStored, leftBehind, leftIn } from '../support/jobs.js';
import { lookAtRun } from '../support/look-at-run.js';
import { runProgram } from '../support/program.js';
import type { CopyName } from '../support/vendor.js';
import { newFolder } from '../support/work.js';

const SECRET = 'a file of somebody else\n';

export const ATTACKERS: Row[] = [
  {
    name: 'attacker',
    title: 'An attacker in the output folder',
    meaning:
      'While `encrypt` and `verify --output` write, another process puts links in the place of the temporary file and of the output, in a loop without a pause. The file that the links lead to keeps its content and mode, and one that they lead to and that is not there is never made.',
    tries: 120,
    unavailable: () => (process.platform === 'win32' ? 'it takes a POSIX system' : undefined),
    prepare: prepareAttacker,
  },
  {
    name: 'race',
    title: 'Key updates at the same time',
    meaning:
      'Two or three `key update` at once, each with another copy of the certificate: a revocation, a new user ID, a new subkey; every second time held until all have read what is stored. Each that says "stored" is right: all that was stored is there after.',
    tries: 100,
    prepare: prepareRace,
  },
];

async function prepareAttacker(world: World): Promise<Prepared> {
  const { root, folder, vendor } = world;
  const lines = [
    ['encrypt', vendor.data, '-o', 'out'],
    ['encrypt', vendor.data, '-f', '-o', 'out'],
    ['verify', vendor.data, '--signature', vendor.signature, '-o', 'out'],
    ['verify', vendor.data, '--signature', vendor.signature, '-f', '-o', 'out'],
  ];
  let refused = 0;
  return {
    note: () => `${refused} were refused because of a link, the others done`,
    async attempt(_seed, at) {
      const args = lines[at % lines.length] ?? [];
      const [place, outside] = [newFolder(folder), newFolder(folder)];
      const [victim, missing] = [join(outside, 'victim'), join(outside, 'missing')];
      writeFileSync(victim, SECRET);
      chmodSync(victim, 0o600);
      const forced = args.includes('-f');
      // with --force a link is followed that was there before: that is what it says
      const out = forced ? '' : join(place, 'out');
      if (forced) writeFileSync(join(place, 'out'), 'old');
      const env = { ...process.env, FOLDER: place, VICTIM: victim, MISSING: missing, OUT: out };
      const script = join(root, 'ordeal/support/attacker.cjs');
      const attacker = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      await once(attacker.stdout, 'data');
      const ended = await runProgram(root, [...args, '--bundle', vendor.bundle], { cwd: place });
      if (ended.status === 59) refused++;
      const gone = once(attacker, 'exit');
      attacker.kill('SIGKILL');
      await gone;
      const findings = [...lookAtRun(ended), ...lookAtVictim(victim, missing)];
      for (const name of leftIn(place))
        if (!lstatSync(join(place, name)).isSymbolicLink()) findings.push(found('left', name));
      for (const one of [place, outside]) rmSync(one, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${args[0]}: ${what}`));
    },
  };
}

function lookAtVictim(victim: string, missing: string): Finding[] {
  const findings: Finding[] = [];
  if (readFileSync(victim, 'utf8') !== SECRET)
    findings.push(found('fooled', 'a file elsewhere was overwritten'));
  if ((statSync(victim).mode & 0o777) !== 0o600)
    findings.push(found('fooled', 'a file elsewhere has another mode'));
  if (existsSync(missing)) findings.push(found('fooled', 'a file elsewhere was made'));
  return findings;
}

async function prepareRace(world: World): Promise<Prepared> {
  const { root, folder, vendor } = world;
  const names: CopyName[] = ['revoked', 'renewed', 'more'];
  for (const name of names) writeFileSync(join(folder, name), vendor.copies[name]);
  return {
    async attempt(seed, at) {
      const roll = dice(seed);
      const racers = [...names].sort(() => roll() - 0.5).slice(0, 2 + (at % 2));
      const [place, barrier] = [newFolder(folder), newFolder(folder)];
      const held = at % 4 < 2;
      const NODE_OPTIONS = held ? `--require ${join(root, 'test/support/barrier.cjs')}` : '';
      const env = { NODE_OPTIONS, BARRIER: barrier, RACERS: String(racers.length) };
      const runs = await Promise.all(
        racers.map(async (name) => {
          await after(held ? 0 : roll() * 40);
          const args = ['key', 'update', join(folder, name), '--bundle', vendor.bundle];
          return { name, ended: await runProgram(root, args, { cwd: place, env }) };
        }),
      );
      const findings = runs.flatMap(({ ended }) => lookAtRun(ended));
      const stored = runs.filter(({ ended }) => ended.status === 0).map(({ name }) => name);
      if (stored.length < racers.length) findings.push(found('lost', 'an update did not store its copy'));
      findings.push(...(await checkStored(join(place, 'data'), stored)), ...leftBehind(place));
      for (const one of [place, barrier]) rmSync(one, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${racers.join(', ')}: ${what}`));
    },
  };
}

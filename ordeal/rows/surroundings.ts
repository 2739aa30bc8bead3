/** A computer that is set up oddly: its clock, its variables. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dice } from '../../test/support/dice.js';
import { found } from '../finding.js';
import type { Prepared, Row, World } from '../row.js';
import { ERRANDS, layOut, runErrand } from '../support/everyday.js';
import { leftBehind } from '../support/jobs.js';
import { filesBelow, newFolder } from '../support/work.js';

export const SURROUNDINGS: Row[] = [
  {
    name: 'clock',
    title: 'A clock from 1970 to 2106',
    meaning:
      'Each command with the clock at the edges of what OpenPGP can write (32 bits of seconds), of 2038, at leap days, and at random times between. What is not yet made or has expired by that clock is said to be so; a message dated after the clock is never genuine.',
    tries: 150,
    prepare: prepareClock,
  },
  {
    name: 'environment',
    title: 'Odd HOME, TZ, LANG and others',
    meaning:
      'Each command with variables that are empty, missing, relative, very long, no folder, unknown, or full of control characters: HOME, XDG_DATA_HOME, TMPDIR, TZ, LANG, LC_ALL, TERM, COLUMNS, NO_COLOR, FORCE_COLOR, PAGER, PATH. No file turns up where none was asked for.',
    tries: 200,
    prepare: prepareEnvironment,
  },
];

const EDGES = [
  ...['1970-01-01T00:00:00Z', '1970-01-01T00:00:01Z', '1999-12-31T23:59:60Z', '2000-02-29T12:00:00Z'],
  ...['2038-01-19T03:14:07Z', '2038-01-19T03:14:08Z', '2100-02-28T23:59:59Z', '2106-02-07T06:28:15Z'],
  ...['2106-02-07T06:28:16Z', '2106-12-31T23:59:59Z'],
].filter((text) => !Number.isNaN(Date.parse(text)));

async function prepareClock(world: World): Promise<Prepared> {
  const last = Date.parse('2106-12-31T23:59:59Z');
  return {
    async attempt(seed, at) {
      const errand = ERRANDS[at % ERRANDS.length];
      const turn = Math.floor(at / ERRANDS.length);
      if (!errand) return [];
      const clock = turn % 2 === 0 ? EDGES[(turn / 2 + at) % EDGES.length] : undefined;
      const time = clock ?? new Date(Math.floor(dice(seed)() * last)).toISOString();
      const cwd = newFolder(world.folder);
      layOut(cwd, world);
      const env = {
        TEST_CLOCK: time,
        NODE_OPTIONS: `--require ${join(world.root, 'test/support/clock.cjs')}`,
      };
      const { ended, findings } = await runErrand(world, errand, { cwd, env });
      const early = Date.parse(time) < Date.now() - 86_400_000;
      if (early && errand.args[0] === 'verify' && ended.status === 0)
        findings.push(found('fooled', 'a message from the future is genuine'));
      findings.push(...leftBehind(cwd));
      rmSync(cwd, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${time}: ${what}`));
    },
  };
}

const ODD = 'odd \u001b[31m\u202e\u0007\u009b name';
/** Where nobody can make a folder, root neither: what a try leaves must not outlive it. */
const NOWHERE = '/dev/null/nowhere';
const FOLDERS = ['', undefined, `${NOWHERE}/at/all`, 'relative', '.', '..', '/dev/null', 'report.txt'];
const MORE_FOLDERS = [
  ODD,
  `/${'long/'.repeat(900)}`,
  `/dev/null/${ODD}`,
  '~',
  '$HOME',
  '-rf',
  '\\\\server\\share',
];
const PLACES = [...FOLDERS, ...MORE_FOLDERS];
const TONGUES = ['', undefined, 'C', 'POSIX', 'tr_TR.UTF-8', 'ja_JP.SJIS', 'xx_YY', '../../etc'];
const VALUES: Record<string, readonly (string | undefined)[]> = {
  HOME: PLACES,
  XDG_DATA_HOME: PLACES,
  TMPDIR: PLACES,
  TZ: ['', undefined, 'Asia/Kathmandu', `:${NOWHERE}`, 'UTC+99', 'X'.repeat(5000), ODD, 'Pacific/Kiritimati'],
  LANG: TONGUES,
  LC_ALL: TONGUES,
  TERM: ['', undefined, 'dumb', 'xterm-256color', ODD],
  COLUMNS: ['', '0', '-1', '1', '20', '99999999999', 'many', ODD],
  NO_COLOR: ['', undefined, '1', ODD],
  PAGER: ['', undefined, 'nowhere', ODD],
  PATH: ['', NOWHERE, ODD, process.env.PATH],
  CODESHIP_SEC_BUNDLE: ['', 'bundle', NOWHERE, ODD],
  ACCESSIBLE: ['', '1', ODD],
};

async function prepareEnvironment(world: World): Promise<Prepared> {
  return {
    async attempt(seed, at) {
      const errand = ERRANDS[at % ERRANDS.length];
      if (!errand) return [];
      const roll = dice(seed);
      const env: Record<string, string | undefined> = {};
      for (const [name, values] of Object.entries(VALUES))
        if (roll() < 0.4) env[name] = values[Math.floor(roll() * values.length)];
      const cwd = newFolder(world.folder);
      layOut(cwd, world);
      writeFileSync(join(cwd, 'marker'), '');
      const before = new Set(filesBelow(cwd));
      const { findings } = await runErrand(world, errand, { cwd, env });
      const asked = ['out.asc', 'text'];
      // a folder that the variable names is where a stored key belongs
      const isStore = (path: string) => errand.args[1] === 'update' && isAsked(path, env);
      for (const path of filesBelow(cwd))
        if (!before.has(path) && !asked.includes(path) && !isStore(path)) findings.push(found('left', path));
      rmSync(cwd, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${JSON.stringify(env).slice(0, 400)}: ${what}`));
    },
  };
}

/** The folder for data, where it is left as the other rows have it. */
const isAsked = (path: string, env: Record<string, string | undefined>) =>
  (path === 'data' || path.startsWith('data/') || path.startsWith('.local')) &&
  (!('XDG_DATA_HOME' in env) || !('HOME' in env));

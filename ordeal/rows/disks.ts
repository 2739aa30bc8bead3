import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dice } from '../../test/support/dice.js';
import { found } from '../finding.js';
import type { Prepared, Row, World } from '../row.js';
import { allJobs, leftBehind } from '../support/jobs.js';
import { lookAtRun } from '../support/look-at-run.js';
import { runProgram } from '../support/program.js';
import { newFolder } from '../support/work.js';

const isRoot = process.getuid?.() === 0;
const NO_MOUNT = 'it takes Linux and root, who may mount a file system';

export const DISKS: Row[] = [
  {
    name: 'full-disk',
    title: 'Full disk',
    meaning:
      'On a file system of a few MB that has too little room, `encrypt`, `verify --output` and `key update` are run: exit 74, the older file untouched, nothing left behind, a stored key not lost. Where the room is enough after all, the output is whole.',
    tries: 60,
    unavailable: () => (process.platform === 'linux' && isRoot && canMount() ? undefined : NO_MOUNT),
    prepare: prepareFull,
  },
  {
    name: 'full-stdout',
    title: 'Full disk behind standard output',
    meaning:
      'Each command with standard output sent to `/dev/full`, which takes nothing: exit 74 wherever there was something to print.',
    tries: 0,
    unavailable: () => (existsSync('/dev/full') ? undefined : 'there is no /dev/full'),
    prepare: prepareFullOutput,
  },
  {
    name: 'read-only',
    title: 'Folder that is read only',
    meaning:
      '`encrypt`, `verify --output` and `key update` into a folder that may not be written: exit 74, and everything in it as it was.',
    tries: 12,
    unavailable() {
      if (process.platform === 'win32') return 'it takes a POSIX system';
      return !isRoot || canMount() ? undefined : NO_MOUNT;
    },
    prepare: prepareReadOnly,
  },
];

const mount = (place: string, options: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', place], { stdio: 'ignore' }).status === 0;
const unmount = (place: string) => spawnSync('umount', ['-l', place], { stdio: 'ignore' });

/** A container may forbid it to root too. */
function canMount(): boolean {
  const place = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
  const can = mount(place, 'size=64k');
  if (can) unmount(place);
  execFileSync('rmdir', [place]);
  return can;
}

async function prepareFull(world: World): Promise<Prepared> {
  const { root, folder } = world;
  const jobs = await allJobs(world);
  return {
    async attempt(seed, at) {
      const roll = dice(seed);
      const job = jobs[at % jobs.length];
      const place = newFolder(folder);
      if (!job || !mount(place, 'size=16m')) throw new Error('no file system could be mounted');
      try {
        const args = job.begin(place);
        fill(
          place,
          job.name === 'key update' ? Math.floor(roll() * 3) * 4096 : Math.floor(roll() * 9 * 2 ** 20),
        );
        const ended = await runProgram(root, args, { cwd: place, env: { TMPDIR: folder } });
        const findings = [
          ...lookAtRun(ended),
          ...(await job.check(place, ended.status === 0)),
          ...leftBehind(place),
        ];
        if (ended.status !== 0 && ended.status !== 74)
          findings.push(found('lost', `exit ${ended.status}: ${ended.stderr}`));
        return findings.map(({ kind, what }) => found(kind, `${job.name}: ${what}`));
      } finally {
        unmount(place);
      }
    },
  };
}

/** Leaves so many bytes free. */
function fill(place: string, free: number): void {
  writeFileSync(join(place, 'reserve'), Buffer.alloc(free, 1));
  try {
    for (;;) writeFileSync(join(place, 'filler'), Buffer.alloc(4096, 1), { flag: 'a' });
  } catch {
    execFileSync('rm', [join(place, 'reserve')]);
  }
}

/** All that print something, and what they print. */
export const printing = ({ vendor }: World): { args: string[]; bytes: boolean }[] => {
  const text = ['', '--help', '--version', 'show', 'show --json', 'toc', 'search key', 'key', 'key --json'];
  const more = ['key fingerprint', 'contact', 'contact --json', 'completion bash', 'nonsense --json'];
  const data = ['key export', 'key export --binary'];
  const lines = [...text, ...more].map((line) => ({ args: line.split(' ').filter(Boolean), bytes: false }));
  return [
    ...lines,
    {
      args: ['verify', vendor.data, '--signature', vendor.signature, '--bundle', vendor.bundle],
      bytes: false,
    },
    ...data.map((line) => ({ args: line.split(' '), bytes: true })),
    { args: ['encrypt', vendor.data, '-o', '-'], bytes: true },
    {
      args: ['verify', vendor.data, '--signature', vendor.signature, '--bundle', vendor.bundle, '-o', '-'],
      bytes: true,
    },
  ];
};

async function prepareFullOutput(world: World): Promise<Prepared> {
  const lines = printing(world);
  return {
    all: lines.length,
    async attempt(_seed, at) {
      const { args = [] } = lines[at] ?? {};
      const place = newFolder(world.folder);
      const ended = await runProgram(world.root, args, { cwd: place, shell: 'exec "$@" > /dev/full' });
      const findings = [...lookAtRun(ended), ...leftBehind(place)];
      if (ended.status !== 74) findings.push(found('lost', `exit ${ended.status}: ${JSON.stringify(args)}`));
      return findings;
    },
  };
}

async function prepareReadOnly(world: World): Promise<Prepared> {
  const { root, folder } = world;
  const jobs = await allJobs(world);
  return {
    async attempt(_seed, at) {
      const job = jobs[at % jobs.length];
      const place = newFolder(folder);
      if (!job || (isRoot && !mount(place, 'size=16m'))) throw new Error('no file system could be mounted');
      try {
        const args = job.begin(place);
        const certificates = join(place, 'data/codeship-sec/certificates');
        mkdirSync(certificates, { recursive: true });
        if (isRoot) execFileSync('mount', ['-o', 'remount,ro', place]);
        else for (const one of [certificates, place]) chmodSync(one, 0o555);
        const ended = await runProgram(root, args, { cwd: place, env: { TMPDIR: folder } });
        const findings = [...lookAtRun(ended), ...(await job.check(place, false)), ...leftBehind(place)];
        if (ended.status !== 74) findings.push(found('lost', `exit ${ended.status}: ${ended.stderr}`));
        return findings.map(({ kind, what }) => found(kind, `${job.name}: ${what}`));
      } finally {
        if (isRoot) unmount(place);
        else for (const one of [place, join(place, 'data/codeship-sec/certificates')]) chmodSync(one, 0o755);
      }
    },
  };
}

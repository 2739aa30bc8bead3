import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enums, readKey } from 'openpgp';
import { type Finding, found } from '../finding.js';
import type { World } from '../row.js';
import { runProgram } from './program.js';
import { type CopyName, digest, holds } from './vendor.js';
import { filesBelow, isTemporary } from './work.js';

/** Something that the program does to files, and may be kept from. */
export interface Job {
  name: string;
  /** Puts into a folder what is there before. @returns the arguments of the run */
  begin(folder: string): string[];
  /** What is wrong with what is there after. @param done the program said that it has done it */
  check(folder: string, done: boolean): Promise<Finding[]>;
}

const OLD = 'an older file\n';

/** Writing a message in the place of an older file. */
function encryptJob({ vendor }: World): Job {
  const content = readFileSync(vendor.data);
  return {
    name: 'encrypt',
    begin(folder) {
      writeFileSync(join(folder, 'out'), OLD);
      return ['encrypt', vendor.data, '--bundle', vendor.bundle, '-f', '-o', 'out'];
    },
    check: (folder, done) => checkOutput(folder, done, (path) => holds(path, vendor, content)),
  };
}

/** Writing what was signed to where nothing is. */
function verifyJob({ vendor }: World): Job {
  const whole = digest(readFileSync(vendor.data));
  return {
    name: 'verify --output',
    begin: () => [
      ...['verify', vendor.data, '--signature', vendor.signature],
      ...['--bundle', vendor.bundle, '-o', 'out'],
    ],
    check: (folder, done) => checkOutput(folder, done, async (path) => digest(readFileSync(path)) === whole),
  };
}

async function checkOutput(
  folder: string,
  done: boolean,
  isWhole: (path: string) => Promise<boolean>,
): Promise<Finding[]> {
  const path = join(folder, 'out');
  if (!existsSync(path)) return done ? [found('lost', 'said to be written, and not there')] : [];
  if (!done && readFileSync(path).equals(Buffer.from(OLD))) return [];
  return (await isWhole(path)) ? [] : [found('lost', 'the output is neither the older file nor whole')];
}

/** Storing a newer copy beside one that is stored already; whichever of them is a revocation must not go. */
async function updateJob({ root, folder, vendor }: World, before: CopyName, now: CopyName): Promise<Job> {
  const stored = join(folder, `stored-${before}`);
  mkdirSync(stored);
  for (const name of [before, now]) writeFileSync(join(folder, name), vendor.copies[name]);
  const args = (name: string) => ['key', 'update', join(folder, name), '--bundle', vendor.bundle];
  const first = await runProgram(root, args(before), { cwd: stored });
  if (first.status !== 0) throw new Error(first.stderr);
  return {
    name: 'key update',
    begin(place) {
      cpSync(join(stored, 'data'), join(place, 'data'), { recursive: true });
      return args(now);
    },
    check: (place, done) => checkStored(join(place, 'data'), done ? [before, now] : [before]),
  };
}

/** Whether all that was stored is in the folder of copies, taken together. */
export async function checkStored(data: string, names: readonly CopyName[]): Promise<Finding[]> {
  const folder = join(data, 'codeship-sec/certificates');
  const has: Record<CopyName, boolean> = { revoked: false, renewed: false, more: false };
  const findings: Finding[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!name.endsWith('.pgp')) continue;
    try {
      const key = await readKey({ binaryKey: readFileSync(join(folder, name)) });
      has.revoked ||= key.revocationSignatures.some(
        ({ signatureType }) => signatureType === enums.signature.keyRevocation,
      );
      has.more ||= key.subkeys.length > 1;
      has.renewed ||= key.getUserIDs().some((userID) => userID.includes('new@example.com'));
    } catch (error) {
      findings.push(found('lost', `a stored copy cannot be read: ${(error as Error).message}`));
    }
  }
  for (const name of names)
    if (!has[name]) findings.push(found('lost', `the stored copy "${name}" has gone`));
  return findings;
}

/** Temporary files that are still there. */
export const leftIn = (folder: string): string[] =>
  filesBelow(folder).filter((path) => isTemporary(path.replace(/^.*\//, '')));

export const leftBehind = (folder: string): Finding[] => leftIn(folder).map((path) => found('left', path));

let jobs: Promise<Job[]> | undefined;

/** All jobs, made once for all rows. */
export function allJobs(world: World): Promise<Job[]> {
  jobs ??= makeJobs(world);
  return jobs;
}

async function makeJobs(world: World): Promise<Job[]> {
  return [
    encryptJob(world),
    verifyJob(world),
    await updateJob(world, 'revoked', 'more'),
    await updateJob(world, 'renewed', 'revoked'),
  ];
}

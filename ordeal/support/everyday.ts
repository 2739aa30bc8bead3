import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, found } from '../finding.js';
import type { World } from '../row.js';
import { lookAtRun } from './look-at-run.js';
import { type Ended, runProgram, type Surroundings } from './program.js';
import { holds } from './vendor.js';

const REPORT = 'a report of one line\n';

/** A run of each command on small files in its folder, as on any day. */
export interface Errand {
  args: string[];
  /** Standard output is data. */
  bytes?: boolean;
}

/** Puts the files there that the errands need. */
export function layOut(folder: string, { vendor }: World): void {
  mkdirSync(folder, { recursive: true });
  cpSync(vendor.bundle, join(folder, 'bundle'), { recursive: true });
  writeFileSync(join(folder, 'report.txt'), REPORT);
  writeFileSync(join(folder, 'message.asc'), vendor.signedText);
  writeFileSync(join(folder, 'newer.asc'), vendor.copies.revoked);
}

const given = (line: string) => [...line.split(' '), '--bundle', 'bundle'];

export const ERRANDS: readonly Errand[] = [
  { args: given('show') },
  { args: given('show --json') },
  { args: given('toc') },
  { args: given('search introduction') },
  { args: given('contact') },
  { args: given('key') },
  { args: given('key check --json') },
  { args: given('key export'), bytes: true },
  { args: given('encrypt report.txt -f -o out.asc') },
  { args: given('encrypt report.txt -o -'), bytes: true },
  { args: given('verify message.asc') },
  { args: given('verify message.asc --json') },
  { args: given('verify message.asc -o text') },
  { args: given('key update newer.asc') },
  { args: ['show'] },
  { args: ['encrypt', 'report.txt', '-f', '-o', 'out.asc'] },
  { args: ['completion', 'bash'] },
  { args: ['--help'] },
  { args: ['nonsense'] },
];

/** Runs an errand, and looks at how it ended and at what it wrote. */
export async function runErrand(
  { root, vendor }: World,
  { args, bytes }: Errand,
  around: Surroundings,
): Promise<{ ended: Ended; findings: Finding[] }> {
  const ended = await runProgram(root, args, around);
  const findings = lookAtRun(ended, { bytes: bytes === true });
  const out = join(around.cwd, 'out.asc');
  const ours = args.includes('--bundle');
  if (ours && existsSync(out) && !(await holds(out, vendor, Buffer.from(REPORT))))
    findings.push(found('lost', `a message is not whole: ${JSON.stringify(args)}`));
  if (readFileSync(join(around.cwd, 'report.txt'), 'utf8') !== REPORT)
    findings.push(found('lost', 'the report has changed'));
  return { ended, findings };
}

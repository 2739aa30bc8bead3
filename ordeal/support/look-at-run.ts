import { EXIT } from '../../src/errors.js';
import { type Finding, found } from '../finding.js';
import type { Ended } from './program.js';
import { LIMIT } from './time-limit.js';

/** What could move the cursor, reorder text or hide in it. A joiner may be text; LF and tab are what text is made of. */
const RAW =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

/** Of JavaScript: a place in a source, or what Node.js prints around one. */
const STACK = /^ {4}at .+:\d+:\d+\)?$|^node:internal\/|^Node\.js v\d/m;

/** The program's own, where they are asked for. */
const COLOURS = /\u001b\[\d{1,2}(?:;\d{1,2})*m/g;

const STATUSES: readonly number[] = Object.values(EXIT);

export interface Allowed {
  /** Standard output holds data, and is not for reading. */
  bytes?: boolean;
  /** These may end it. */
  signals?: readonly NodeJS.Signals[];
}

/** What is wrong with how a run ended and with what it printed, whatever it was to do. */
export function lookAtRun(ended: Ended, { bytes = false, signals = [] }: Allowed = {}): Finding[] {
  const { args, status, signal, stderr, hung } = ended;
  const line = JSON.stringify(args).slice(0, 300);
  if (hung) return [found('hung', `more than ${LIMIT} s: ${line}`)];
  const findings: Finding[] = [];
  const coloured = /--color[=\n]always/.test(args.join('\n'));
  const output = bytes ? '' : ended.stdout.toString();
  for (const printed of [stderr, output]) {
    const text = coloured ? printed.replace(COLOURS, '') : printed;
    const raw = RAW.exec(text);
    if (raw) findings.push(found('raw', `${JSON.stringify(around(text, raw.index))}: ${line}`));
  }
  const known = signal === null ? STATUSES.includes(status ?? -1) : signals.includes(signal);
  if (!known || status === EXIT.INTERNAL || STACK.test(stderr) || STACK.test(output))
    findings.push(found('crashed', `${signal ?? status}, ${JSON.stringify(stderr.slice(-600))}: ${line}`));
  return findings;
}

const around = (text: string, at: number) => text.slice(Math.max(0, at - 60), at + 20);

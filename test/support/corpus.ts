import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, type Result, root, run } from './run.js';

export const corpus = join(root, 'test', 'fixtures', 'corpus');

/** What must be said of a message. A list is a choice that the contract leaves. */
export interface Expected {
  verdict?: string | string[];
  kind?: string | string[];
  /** As the manifest has it: `exitsOf` says what it is. */
  exit: number | number[];
  keyExpired?: boolean;
  /** The code of the error, where the message could not be looked at. */
  error?: string;
  /** In the order of the packets. */
  signatures?: (string | string[])[];
  /** In any order. */
  signatureSet?: string[];
  signatureCount?: number;
  recipients?: Partial<Recipient>[];
  passwords?: number;
  /** At least one warning. */
  warnings?: boolean;
  /** A pattern that what the user reads must match. */
  says?: string;
  /** A text that what the user reads must not hold. */
  hides?: string;
  /** Ask for the content although the message is encrypted. */
  outputAsked?: boolean;
  /** Do not ask for the content. */
  contentNotAsked?: boolean;
  /** The only content that may be released, and is, with the verdict good. */
  content?: { bytes: number; sha256: string };
}

export interface Message {
  id: string;
  vendor: string;
  args: string[];
  made: string;
  why: string;
  expect: Expected;
}

interface Recipient {
  keyID: string;
  ours: boolean;
  hidden: boolean;
}

/** The part of `verify --json` that the corpus speaks of. */
export interface Report {
  kind?: string;
  verdict?: string;
  keyExpired?: boolean;
  signatures?: { status: string }[];
  recipients?: Recipient[];
  passwords?: number;
  warnings?: unknown[];
  error?: { code: string; exit: number };
}

export interface Manifest {
  programs: Record<string, string>;
  vendors: { name: string; about: string; fingerprint: string }[];
  messages: Message[];
}

export const readManifest = (): Manifest => {
  const manifest: Manifest = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
  return { ...manifest, messages: manifest.messages.map(asItIsToday) };
};

/** The exit status of each verdict: 0 is for what is genuine, and for nothing else. */
const EXITS: Record<string, number> = {
  good: 0,
  'not-verified': 3,
  addressed: 3,
  'not-addressed': 3,
  'cannot-tell': 3,
  'not-protected': 5,
  malformed: 41,
};

/** The manifest says what peers say of a message, and what it is; how that is answered has changed since. */
function asItIsToday(message: Message): Message {
  const args = message.args.filter((arg) => arg !== '--signed');
  const expect = SINCE[message.id]?.(message) ?? message.expect;
  return { ...message, args, expect: { ...expect, exit: exitsOf(expect) } };
}

/** By the verdicts; of what could not be looked at, the status of the error. */
function exitsOf({ verdict, exit }: Expected): number | number[] {
  const exits = listed(verdict).map((one) => EXITS[one] ?? -1);
  return exits.length === 0 ? exit : exits;
}

/** Data and signature are taken in either order. */
const SINCE: Record<string, (message: Message) => Expected> = {
  'detached/swapped-arguments': ({ args: [data = ''] }) => {
    const bytes = readFileSync(join(corpus, data));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const content = { bytes: bytes.length, sha256 };
    return { verdict: 'good', kind: 'detached', exit: 0, signatures: ['good'], content };
  },
};

export interface Outcome {
  result: Result;
  report: Report;
  released: Buffer | undefined;
}

/** Starts the program in its own process, from the corpus folder. */
export const runAlone: Runner = (args) => run(args, { cwd: corpus });

export type Runner = (args: readonly string[]) => Promise<Result>;

/** Runs `verify --json` on a message; everything but encrypted mail is asked for its content too. */
export async function verify(
  message: Pick<Message, 'vendor' | 'args' | 'expect'>,
  runner: Runner,
): Promise<Outcome> {
  const output = join(emptyFolder(), 'released');
  const { kind, outputAsked, contentNotAsked } = message.expect;
  const quiet = contentNotAsked || (kind === 'encrypted' && !outputAsked);
  const ask = quiet ? [] : ['--output', output];
  const bundle = join(corpus, 'vendors', message.vendor);
  const result = await runner(['verify', '--json', '--bundle', bundle, ...ask, ...message.args]);
  const report = JSON.parse(result.stdout) as Report;
  return { result, report, released: existsSync(output) ? readFileSync(output) : undefined };
}

const listed = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** C0 (but LF), DEL, C1, bidirectional and zero-width characters: nothing of a message may send one. */
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Everything that is wrong with an outcome, in sentences; empty where nothing is. */
export function faults(expected: Expected, { result, report, released }: Outcome): string[] {
  const wrong: string[] = [];
  const check = (holds: boolean, words: string) => {
    if (!holds) wrong.push(words);
  };
  const one = <T>(name: string, wanted: T | T[] | undefined, got: T | undefined) => {
    const choice = listed(wanted);
    const holds = choice.length === 0 || choice.includes(got as T);
    check(holds, `${name} is ${String(got)}, not ${choice.join(' or ')}`);
  };
  one<number | null>('exit', expected.exit, result.status);
  one('verdict', expected.verdict, report.verdict);
  one('kind', expected.kind, report.kind);
  one('keyExpired', expected.keyExpired, report.keyExpired);
  one('error', expected.error, report.error?.code);
  check(!RAW.test(result.stdout), 'stdout holds a raw control character');
  check(!RAW.test(result.stderr), 'stderr holds a raw control character');
  const accepted = report.verdict === 'good';
  check(accepted === (released !== undefined), `content released: ${released !== undefined}`);
  check(!accepted || expected.content !== undefined, 'accepted');
  if (accepted && expected.content) wrong.push(...contentFaults(expected.content, released));
  wrong.push(...listFaults(expected, report), ...wordFaults(expected, result, report));
  return wrong;
}

function contentFaults(wanted: { bytes: number; sha256: string }, released: Buffer | undefined): string[] {
  const sha256 = createHash('sha256')
    .update(released ?? '')
    .digest('hex');
  if (sha256 === wanted.sha256) return [];
  return [
    `released ${released?.length} bytes that are not the ${wanted.bytes} signed ones: ${JSON.stringify(released?.toString('latin1').slice(0, 300))}`,
  ];
}

function listFaults(expected: Expected, report: Report): string[] {
  const wrong: string[] = [];
  const got = report.signatures?.map((signature) => signature.status) ?? [];
  const shown = `signatures are ${got.slice(0, 6).join(', ') || 'none'}`;
  const wanted = expected.signatures;
  if (wanted && (wanted.length !== got.length || !wanted.every((s, i) => listed(s).includes(got[i] ?? '')))) {
    wrong.push(`${shown}, not ${wanted.map((s) => listed(s).join(' or ')).join(', ')}`);
  }
  const set = expected.signatureSet;
  if (set && [...set].sort().join() !== [...got].sort().join()) wrong.push(`${shown}, not ${set.join(', ')}`);
  const count = expected.signatureCount;
  if (count !== undefined && count !== got.length) wrong.push(`${got.length} signatures, not ${count}`);
  const recipients = expected.recipients;
  if (recipients) {
    const view = report.recipients?.map((r, i) => pick(r, recipients[i] ?? r)) ?? [];
    if (JSON.stringify(view) !== JSON.stringify(recipients)) {
      wrong.push(`recipients are ${JSON.stringify(report.recipients)}, not ${JSON.stringify(recipients)}`);
    }
  }
  if (expected.passwords !== undefined && expected.passwords !== report.passwords) {
    wrong.push(`passwords is ${report.passwords}, not ${expected.passwords}`);
  }
  return wrong;
}

/** The fields of `recipient` that `like` names, in its order. */
function pick(recipient: Recipient, like: Partial<Recipient>): Partial<Recipient> {
  const keys = Object.keys(like) as (keyof Recipient)[];
  return Object.fromEntries(keys.map((key) => [key, recipient[key]]));
}

function wordFaults(expected: Expected, result: Result, report: Report): string[] {
  const wrong: string[] = [];
  const words = result.stdout + result.stderr;
  if (expected.warnings && !report.warnings?.length) wrong.push('no warning');
  if (expected.says && !new RegExp(expected.says, 'i').test(words))
    wrong.push(`does not say ${expected.says}`);
  if (expected.hides && words.includes(expected.hides)) wrong.push(`shows ${expected.hides}`);
  return wrong;
}

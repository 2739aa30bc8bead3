import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { removedAtEnd } from './folders.js';
import { checkHints } from './hints.js';
import { memory } from './memory.js';

export const root = join(import.meta.dirname, '..', '..');
export const launcher = join(root, 'bin', 'codeship-sec.cjs');

/** An empty folder of its own, under the system's folder for temporary files. It goes when the test file has run. */
export function emptyFolder(): string {
  return removedAtEnd(mkdtempSync(join(tmpdir(), 'codeship-sec-test-')));
}

export interface RunOptions {
  cwd?: string;
  /** Pieces are written one after the other, as they come. */
  stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  env?: Record<string, string>;
  /** Another copy of the program. */
  launcher?: string;
  /** A standalone program, in place of Node.js and the launcher. */
  standalone?: string | undefined;
  /** POSIX: a shell's command line with the program and its arguments as `"$@"`. Status and output are the shell's. */
  shell?: string;
  /** POSIX, as root: run as this user. */
  uid?: number;
  /** Instead of a pipe: the file descriptor of an open file. */
  stdout?: number;
}

export interface Result {
  /** As a shell has it: 128 and the signal's number where one ended the program. */
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  bytes: Buffer;
}

const home = emptyFolder();

/** The scrubbed environment that every run gets: nothing of the developer's, and no network. */
export function scrubbed(env: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    ...(memory === undefined ? {} : { XDG_RUNTIME_DIR: memory }),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    NODE_OPTIONS: `--require ${join(root, 'test/support/no-network.cjs')}`,
    ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
    ...env,
  };
}

/** Runs the built program as a user does. A hint that is no command to run fails any test. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const result = await runOnce(args, options);
  if (result.stderr.includes('hint:')) checkHints(args, result.stderr);
  return result;
}

/** `TEST_PROGRAM=build-output/…/codeship-sec npx vitest run test/cli` tests a standalone program. */
function programOf(options: RunOptions): string[] {
  const standalone = options.standalone ?? (options.launcher ? undefined : process.env.TEST_PROGRAM);
  return standalone ? [standalone] : [process.execPath, options.launcher ?? launcher];
}

function runOnce(args: readonly string[], options: RunOptions): Promise<Result> {
  return new Promise((resolve, reject) => {
    const program = programOf(options).concat(args);
    const [command = '', ...words] =
      options.shell === undefined ? program : ['sh', '-c', options.shell, 'sh', ...program];
    const child = spawn(command, words, {
      cwd: options.cwd ?? home,
      env: scrubbed(options.env),
      stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on('data', (chunk) => out.push(chunk));
    child.stderr?.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.stdin?.on('error', () => undefined); // the program may not want it all
    const { stdin = '' } = options;
    if (typeof stdin === 'object' && Symbol.asyncIterator in stdin && child.stdin)
      Readable.from(stdin).pipe(child.stdin);
    else child.stdin?.end(stdin);
    child.on('close', (code, signal) => {
      const status = code ?? (signal ? 128 + constants.signals[signal] : null);
      const bytes = Buffer.concat(out);
      const stderr = Buffer.concat(err).toString();
      resolve({ status, signal, bytes, stdout: bytes.toString(), stderr });
    });
  });
}

/** The one assertion on a run: status, stdout and stderr together. Strings must be equal, patterns match. */
export function expectRun(
  result: Result,
  expected: { status: number; stdout?: string | RegExp; stderr?: string | RegExp },
): void {
  const shown = { status: result.status, stdout: result.stdout, stderr: result.stderr };
  const matches = (wanted: string | RegExp | undefined, text: string) =>
    wanted === undefined ? text : wanted instanceof RegExp ? expect.stringMatching(wanted) : wanted;
  expect(shown).toEqual({
    status: expected.status,
    stdout: matches(expected.stdout, result.stdout),
    stderr: matches(expected.stderr, result.stderr),
  });
}

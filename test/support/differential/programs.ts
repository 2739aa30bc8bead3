/** How other OpenPGP programs are asked whether a message is signed by the vendor. */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from '../run.js';
import { gpgHome } from '../tools.js';
import type { TestVendor } from '../vendor.js';
import type { Mutant } from './mutants.js';

/** What a program makes of a message. */
export interface Answer {
  accepted: boolean;
  /** What it hands out as signed; `undefined`: it hands out nothing. */
  content: Buffer | undefined;
  /** Its last words. */
  words: string;
}

export interface Program {
  name: 'gpgv' | 'sq' | 'sqop' | 'gosop' | 'rnp';
  /** It is asked of every so many messages: the slow ones less often. */
  every: number;
  /** `undefined`: it has no command for that. */
  ask: (mutant: Mutant) => Promise<Answer | undefined>;
}

interface Files {
  message: string;
  data: string | undefined;
}

type CommandLine = (
  files: Files,
  mutant: Mutant,
) => { args: string[]; input?: Buffer | undefined } | undefined;

export function programsFor(vendor: TestVendor): Program[] {
  const folder = emptyFolder();
  const certificate = join(folder, 'vendor.asc');
  const keyring = join(folder, 'vendor.gpg');
  writeFileSync(certificate, vendor.certificate);
  writeFileSync(keyring, gpgHome(vendor.certificate).gpg(['--export']));
  const make = (name: Program['name'], every: number, commandLine: CommandLine): Program => ({
    name,
    every,
    ask: (mutant) => ask(name, join(folder, `${name}-${mutant.seed}`), mutant, commandLine),
  });
  return [
    make('gpgv', 1, ({ message, data }) => ({
      args: ['--keyring', keyring, '--output', '-', message, ...(data ? [data] : [])],
    })),
    make('sq', 1, ({ message, data }) => ({
      args: ['verify', '--signer-cert', certificate, ...(data ? ['--detached', message, data] : [message])],
    })),
    make('gosop', 1, ({ message, data }, mutant) =>
      data ? { args: ['verify', message, certificate], input: mutant.data } : undefined,
    ),
    make('rnp', 10, ({ message, data }) => ({
      args: ['--keyfile', certificate, '--notty', '--verify', message, ...(data ? ['--source', data] : [])],
    })),
    make('sqop', 20, ({ message, data }, mutant) =>
      data
        ? { args: ['verify', message, certificate], input: mutant.data }
        : { args: ['inline-verify', certificate], input: mutant.message },
    ),
  ];
}

async function ask(
  name: string,
  path: string,
  mutant: Mutant,
  commandLine: CommandLine,
): Promise<Answer | undefined> {
  const files = { message: `${path}.sig`, data: mutant.data && `${path}.dat` };
  const found = commandLine(files, mutant);
  if (!found) return undefined;
  writeFileSync(files.message, mutant.message);
  if (files.data) writeFileSync(files.data, mutant.data ?? '');
  try {
    return await answerOf(name, found.args, found.input);
  } finally {
    for (const file of Object.values(files)) if (file) rmSync(file);
  }
}

function answerOf(name: string, args: string[], input: Buffer | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: 60_000 });
    const out: Buffer[] = [];
    const words: Buffer[] = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => words.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({
        accepted: status === 0,
        content: name === 'rnp' || name === 'gosop' ? undefined : Buffer.concat(out),
        words: Buffer.concat(words).toString('latin1').trim(),
      }),
    );
  });
}

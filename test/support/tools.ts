import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { describe } from 'vitest';
import { emptyFolder } from './run.js';

/** Whether a program is installed. */
export function hasTool(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/**
 * `describe` for tests that need another OpenPGP program: where it is missing they are skipped, visibly, by a name
 * that says so; with `CI` in the environment that is a failure, so that no run there passes by testing less.
 */
export function requireTool(name: string): typeof describe | typeof describe.skip {
  if (hasTool(name)) return describe;
  if (process.env.CI) throw new Error(`${name} is needed for these tests, and is not installed`);
  return describe.skip;
}

/** Runs a program to its end and returns its stdout. @throws Error with its stderr where it fails */
export function runTool(
  name: string,
  args: readonly string[],
  options: { input?: string | Uint8Array; env?: Record<string, string>; cwd?: string } = {},
): Buffer {
  return execFileSync(name, args, {
    input: options.input ?? '',
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? '', HOME: options.env?.HOME ?? emptyFolder(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
}

/** A GnuPG home of its own, holding these keys. */
export function gpgHome(...keys: string[]): {
  gpg: (args: readonly string[], input?: string | Uint8Array) => Buffer;
} {
  const home = emptyFolder();
  chmodSync(home, 0o700);
  const base = [
    '--homedir',
    home,
    '--batch',
    '--yes',
    '--quiet',
    '--no-permission-warning',
    '--trust-model',
    'always',
  ];
  const gpg = (args: readonly string[], input: string | Uint8Array = '') =>
    runTool('gpg', [...base, '--pinentry-mode', 'loopback', '--passphrase', '', ...args], { input });
  for (const key of keys) gpg(['--import'], key);
  return { gpg };
}

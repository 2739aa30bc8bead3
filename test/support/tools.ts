import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { findTool } from './find-tool.js';
import { emptyFolder } from './run.js';

/** Debian's packages, where they are not called like the program. */
const PACKAGES: Record<string, string> = {
  gpg: 'gnupg',
  gpgv: 'gpgv',
};

/**
 * Whether another program that a test compares with is there: `describe.skipIf(!requireTool('gpg'))`. A missing one
 * is said and its tests are skipped; where CI is set it fails them, so that nothing goes untested unnoticed.
 */
export function requireTool(name: string): boolean {
  if (findTool(name)) return true;
  return missing(`${name} is not installed`, PACKAGES[name] ?? name);
}

/** The same for a file of one of Debian's packages. */
export function requireFile(path: string, debianPackage: string): boolean {
  if (existsSync(path)) return true;
  return missing(`${path} is not there`, debianPackage);
}

function missing(what: string, debianPackage: string): false {
  return skipped(`${what} (Debian: apt-get install ${debianPackage})`);
}

/** Says why tests are skipped, and fails them where CI is set. @returns false */
export function skipped(message: string): false {
  if (process.env.CI) throw new Error(`${message}, and CI is set: its tests must run`);
  process.stderr.write(`SKIPPED: ${message}\n`);
  return false;
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
  home: string;
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
  return { home, gpg };
}

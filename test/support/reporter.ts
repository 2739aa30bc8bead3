import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, beforeEach, it } from 'vitest';
import { emptyFolder, launcher, type Result, run, scrubbed } from './run.js';
import { makeVendor, type TestVendor } from './vendor.js';

/** The options that read the reporter's files. */
export const KEYS = ['--sign-with', 'me.key', '--passphrase-file', 'phrase', '--encrypt-to-self', 'me.asc'];

/** Making links takes a privilege on Windows. */
export const posix = it.skipIf(process.platform === 'win32');

/** A folder, new for each test, with a report and the reporter's keys; and a vendor to encrypt to. */
export interface Reporter {
  readonly vendor: TestVendor;
  readonly keys: Record<'me.key' | 'me.asc' | 'phrase', string>;
  readonly cwd: string;
  args(...more: string[]): string[];
  encrypt(...more: string[]): Promise<Result>;
  /** Runs a script with the program and `encrypt --bundle DIR` as "$@". */
  shell(script: string): { status: number | null; stdout: string; stderr: string };
}

export function reporter(): Reporter {
  const made = {} as { vendor: TestVendor; keys: Reporter['keys']; cwd: string };
  beforeAll(async () => {
    made.vendor = await makeVendor({ type: 'ecc' });
    const { privateKey, publicKey } = await generateKey({
      ...{ type: 'ecc', userIDs: [{ name: 'Reporter' }], passphrase: 'sesame' },
      format: 'armored',
    });
    made.keys = { 'me.key': privateKey, 'me.asc': publicKey, phrase: 'sesame\n' };
  });
  beforeEach(() => {
    made.cwd = emptyFolder();
    writeFileSync(join(made.cwd, 'report'), 'the report');
    for (const [name, content] of Object.entries(made.keys)) {
      writeFileSync(join(made.cwd, name), content, { mode: 0o600 });
    }
  });
  const args = (...more: string[]) => ['encrypt', '--bundle', made.vendor.dir, ...more];
  return {
    get vendor() {
      return made.vendor;
    },
    get keys() {
      return made.keys;
    },
    get cwd() {
      return made.cwd;
    },
    args,
    encrypt: (...more) => run(args(...more), { cwd: made.cwd }),
    shell: (script) =>
      spawnSync('sh', ['-c', script, 'sh', process.execPath, launcher, ...args()], {
        ...{ cwd: made.cwd, env: scrubbed(), encoding: 'utf8' },
      }),
  };
}

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, encrypt, readKey } from 'openpgp';
import { beforeAll, beforeEach } from 'vitest';
import { armored, cleartext, packet, signatureBody } from './messages.js';
import { emptyFolder, type Result, type RunOptions, run } from './run.js';
import { makeVendor, type TestVendor } from './vendor.js';

/** What the cleartext message says. */
export const TEXT = 'Pay 10 to Bob\nand 20 to Eve';
/** What is signed, and what is encrypted. */
export const DATA = Buffer.from('the report\n');

/** A vendor, what it has signed and what was encrypted to it, and a folder that is new for each test. */
export interface Verifier {
  readonly vendor: TestVendor;
  /** `TEXT` as a cleartext message, signed. */
  readonly clear: string;
  /** The detached signature of `DATA`, armored. */
  readonly signature: string;
  /** `DATA`, encrypted and not signed. */
  readonly secret: string;
  readonly cwd: string;
  put(name: string, content: string | Uint8Array): void;
  /** The names of the files in the folder. */
  files(): string[];
  verify(args: readonly string[], options?: RunOptions): Promise<Result>;
}

export function verifier(): Verifier {
  const made = {} as { -readonly [name in keyof Verifier]: Verifier[name] };
  made.put = (name, content) => writeFileSync(join(made.cwd, name), content);
  made.files = () => readdirSync(made.cwd).sort();
  made.verify = (args, options = {}) =>
    run(['verify', '--bundle', made.vendor.dir, ...args], { cwd: made.cwd, ...options });
  beforeAll(async () => {
    made.vendor = await makeVendor({ type: 'curve25519' });
    made.clear = await cleartext(made.vendor.privateKey, TEXT);
    made.signature = armored('SIGNATURE', packet(2, await signatureBody(made.vendor.privateKey, DATA)));
    made.secret = await encrypt({
      message: await createMessage({ binary: DATA }),
      encryptionKeys: await readKey({ armoredKey: made.vendor.certificate }),
    });
  });
  beforeEach(() => {
    made.cwd = emptyFolder();
  });
  return made;
}

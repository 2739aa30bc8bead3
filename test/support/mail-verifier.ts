/** Mails around a signed text, given to the built program: what its first line says of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { cleartext } from './messages.js';
import { emptyFolder, run } from './run.js';
import { MAIL_HEAD, type SignedMails, signedMails } from './signed-mails.js';
import { makeVendor, type TestVendor } from './vendor.js';

const TEXT = 'We will <never> ask you.\nFee: 10\n50 users\n';

export const GENUINE = /^GENUINE: signed by /;
export const DIFFERS = /^GENUINE as shown here: mail\.eml differs$/;
export const HOLDS_MORE = /^GENUINE, but only the text shown here: mail\.eml holds more that nobody signed$/;

/** A mail of one text. */
export const mailOf = (type: string, text: string) =>
  `${MAIL_HEAD}MIME-Version: 1.0\nContent-Type: ${type}\n\n${text}`;

/** A vendor, a text that it signed, and a folder for mails; made before the tests of a file. */
export function mailVerifier() {
  const given = {
    vendor: {} as TestVendor,
    cwd: '',
    /** In the cleartext signature framework. */
    clear: '',
    /** The first line of the answer, where it is good, and all that is said. */
    async answer(content: string, ...options: string[]): Promise<{ first: string; all: string }> {
      writeFileSync(join(given.cwd, 'mail.eml'), content);
      const args = ['verify', '--bundle', given.vendor.dir, ...options, 'mail.eml'];
      const { status, stdout, stderr } = await run(args, { cwd: given.cwd });
      expect(status).toBe(0);
      return { first: stdout.slice(0, stdout.indexOf('\n')), all: stdout + stderr };
    },
  };
  beforeAll(async () => {
    given.vendor = await makeVendor({ type: 'curve25519' });
    given.cwd = emptyFolder();
    given.clear = await cleartext(given.vendor.privateKey, TEXT);
  });
  return given;
}

/** A vendor, mails that it signed, and a folder for what is put around them; made before the tests of a file. */
export function signedMailVerifier() {
  const given = {
    vendor: {} as TestVendor,
    mails: {} as SignedMails,
    cwd: '',
    verify(name: string, content: string, ...args: string[]) {
      writeFileSync(join(given.cwd, name), content);
      return run(['verify', '--bundle', given.vendor.dir, ...args, name], { cwd: given.cwd });
    },
  };
  beforeAll(async () => {
    given.vendor = await makeVendor({ type: 'curve25519' });
    given.mails = await signedMails(given.vendor);
    given.cwd = emptyFolder();
  });
  return given;
}

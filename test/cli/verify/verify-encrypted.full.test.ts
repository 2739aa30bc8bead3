import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runRecipe } from '../../support/recipe.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { gpgHome, requireTool } from '../../support/tools.js';
import { makeVendor } from '../../support/vendor.js';

it.skipIf(process.platform === 'win32' || !requireTool('gpg'))(
  'a signed and encrypted reply: the hint opens it, and leaves the signature',
  async () => {
    const cwd = emptyFolder();
    const [vendor, me] = [await makeVendor({ type: 'ecc' }), await makeVendor({ type: 'ecc' })];
    const verify = (...args: string[]) => run(['verify', '--bundle', vendor.dir, ...args], { cwd });
    const { home, gpg } = gpgHome(vendor.secretKey, me.secretKey);
    const forMe = ['--armor', '--encrypt', '--recipient', me.fingerprint];
    const signed = ['--sign', '--local-user', vendor.fingerprint];
    const alsoVendor = ['--recipient', vendor.fingerprint];
    const cases: [name: string, options: string[], status: number][] = [
      ['reply to me.asc', [...signed, ...forMe], 0],
      ['both.asc', [...signed, ...forMe, ...alsoVendor], 0],
      ['hidden.asc', [...signed, ...forMe, '--throw-keyids'], 0],
      ['unsigned.asc', forMe, 5],
    ];
    for (const [name, options, status] of cases) {
      writeFileSync(join(cwd, name), gpg(options, 'come on Monday\n'));
      const answer = await verify(name);
      expectRun(answer, { status: 3, stdout: /^CANNOT TELL/ });
      const [, hint = ''] = /^codeship-sec: hint: (.*)$/m.exec(answer.stderr) ?? [];
      expect(hint).toMatch(/^gpg --unwrap --decrypt .* \| codeship-sec verify --bundle /);
      const opened = await runRecipe(hint, cwd, { GNUPGHOME: home });
      expect({ name, status: opened.status }).toEqual({ name, status });
      expect(opened.stdout).toMatch(status === 0 ? /^GENUINE: signed by Example's key\n/ : /^NOT SIGNED/);
    }
    const reply = gpg([...signed, ...forMe], 'come on Monday\n');
    const type = 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b';
    const parts = [
      'Content-Type: application/pgp-encrypted\n\nVersion: 1\n',
      `Content-Type: application/octet-stream\n\n${reply}`,
    ];
    const mail = `From: a@example.org\nMIME-Version: 1.0\nContent-Type: ${type}\n\n--b\n${parts.join('\n--b\n')}\n--b--\n`;
    writeFileSync(join(cwd, 'reply.eml'), mail);
    writeFileSync(
      join(cwd, 'forward.eml'),
      `From: b@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=f\n\n--f\n\nsee below\n--f\nContent-Type: message/rfc822\n\n${mail}\n--f--\n`,
    );
    for (const args of [['reply.eml'], ['--part', '2', 'forward.eml']]) {
      const ofMail = await verify(...args);
      expectRun(ofMail, {
        status: 3,
        stdout:
          /for you \(in your mail program; or save its encrypted part as a file, gpg --unwrap --decrypt that, then verify what it prints\): that shows who signed it\n$/,
      });
      expect(ofMail.stderr).not.toContain('hint:');
    }
    // what a mail program saves of that part
    writeFileSync(join(cwd, 'part.asc'), reply);
    const opening = `gpg --unwrap --decrypt part.asc | codeship-sec verify --bundle ${vendor.dir}`;
    const saved = await runRecipe(opening, cwd, { GNUPGHOME: home });
    expect(saved.stdout).toMatch(/^GENUINE: signed by Example's key\n/);
    const secret = ['--armor', '--symmetric', '--pinentry-mode', 'loopback', '--passphrase', 'sesame'];
    writeFileSync(join(cwd, 'secret.asc'), gpg(secret, 'come on Monday\n'));
    expect((await verify('secret.asc')).stdout).toMatch(
      /^CANNOT TELL: .*; it opens with a password\n[\s\S]*^What to do: decrypt it with its password, if you have it /m,
    );
    writeFileSync(join(cwd, 'to-vendor.asc'), gpg(['--armor', '--encrypt', ...alsoVendor], 'a report\n'));
    expect((await verify('to-vendor.asc')).stderr).toBe('');
    expect((await verify('--addressed', 'both.asc')).stderr).toBe('');
  },
);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { gpgHome, requireTool } from '../support/tools.js';
import { writeBundle } from '../support/vendor.js';

/** A key of a kind that OpenPGP.js does not make. */
function oddKey(algorithm: string) {
  const { gpg } = gpgHome();
  gpg(['--passphrase', '', '--quick-gen-key', 'Odd <odd@example.com>', algorithm, 'sign']);
  const folder = emptyFolder();
  const save = (name: string, content: Buffer | string) => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  const certificate = gpg(['--armor', '--export']);
  const listed = gpg(['--with-colons', '--list-keys']).toString();
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? '';
  writeBundle(join(folder, 'bundle'), { certificate, fingerprint });
  save('certificate.asc', certificate);
  save('secret.asc', gpg(['--armor', '--export-secret-keys']));
  save('report.txt', 'a report');
  save('signed.asc', gpg(['--clearsign'], 'a report\n'));
  return (line: string) => run(line.split(' '), { cwd: folder });
}

describe.skipIf(!requireTool('gpg')).each(['brainpoolP256r1', 'secp256k1'])(
  'a primary key on %s, of which nothing can be verified',
  (curve) => {
    const words = `the primary key is on the unsupported curve ${curve}, so that nothing of the certificate can be verified`;

    it("the vendor's: 17, and what there is to do about it", async () => {
      const cli = oddKey(curve);
      for (const command of ['key update report.txt', 'encrypt report.txt']) {
        const { status, stdout, stderr } = await cli(`${command} --bundle bundle`);
        expect({ command, status, stdout }).toEqual({ command, status: 17, stdout: '' });
        const [error, ...hints] = stderr.split('\n');
        expect(error).toContain(words);
        expect(hints.join('\n')).toMatch(
          /^codeship-sec: ask security@example\.com for a key that is RSA, Ed25519/m,
        );
        expect(hints.join('\n')).toMatch(/^codeship-sec: hint: gpg --show-keys bundle\/vendor\.asc$/m);
        expect(stderr).not.toContain('gpg --armor --export');
      }
      const check = await cli('key check --json --bundle bundle');
      expect(check.status).toBe(17);
      expectSchema('key-check', JSON.parse(check.stdout));
      expect(JSON.parse(check.stdout)).toMatchObject({
        status: 'no-encryption-key',
        exit: 17,
        reason: expect.stringContaining(words),
      });
      expect(check.stderr).toMatch(/^codeship-sec: ask security@example\.com/);
      const key = await cli('key --json --bundle bundle');
      expectSchema('key', JSON.parse(key.stdout));
      expect(JSON.parse(key.stdout).keys[0]).toMatchObject({
        curve,
        userIDs: [],
        subkeys: [],
        passedOver: [],
      });
    });

    it("the vendor's: goes to gpg as it stands, to check what it signed", async () => {
      const cli = oddKey(curve);
      const fingerprint = (await cli('key fingerprint --bundle bundle')).stdout.trim();
      const exported = await cli('key export --bundle bundle');
      expectRun(exported, {
        status: 0,
        stderr: /nothing of this certificate but its fingerprint is checked/,
      });
      const { gpg } = gpgHome();
      gpg(['--import'], exported.stdout);
      expect(gpg(['--with-colons', '--list-keys']).toString()).toContain(fingerprint);
      const { stderr } = await cli('verify signed.asc --bundle bundle');
      const name = `${fingerprint}.asc`;
      expect(stderr).toContain(`hint: codeship-sec key export --output ${name} --bundle bundle\n`);
      expect(stderr).toContain(`hint: gpg --import ${name}\ncodeship-sec: hint: gpg --verify signed.asc\n`);
    });

    it("the vendor's: the page and the address are there, and what it signed is unsupported, not bad", async () => {
      const cli = oddKey(curve);
      expect((await cli('show --bundle bundle')).status).toBe(0);
      const contact = await cli('contact --bundle bundle');
      expect(contact.status).toBe(0);
      expect(contact.stdout.replace(/\s+/g, ' ')).toContain(
        'not known: nothing of this certificate can be verified',
      );
      const verified = await cli('verify signed.asc --json --bundle bundle');
      expect(verified.status).toBe(3);
      expect(JSON.parse(verified.stdout)).toMatchObject({
        verdict: 'not-verified',
        signatures: [{ status: 'unsupported' }],
      });
    });

    it("the reporter's: 17 for the certificate, 79 for the secret key", async () => {
      const cli = oddKey(curve);
      for (const [option, status, advice] of [
        [
          '--encrypt-to-self certificate.asc',
          17,
          ['codeship-sec: name another certificate with --encrypt-to-self'],
        ],
        ['--sign-with secret.asc', 79, []],
      ] as const) {
        const result = await cli(`encrypt report.txt ${option}`);
        expect(result.status, option).toBe(status);
        expect(result.stderr.split('\n')[0]).toContain(words);
        expect(result.stderr.split('\n').slice(1)).toEqual([
          ...advice,
          'codeship-sec: hint: codeship-sec encrypt report.txt',
          '',
        ]);
      }
      const certificate = await cli('encrypt report.txt --sign-with certificate.asc');
      expect(certificate.status).toBe(79);
      expect(certificate.stderr).toContain('this is a certificate');
    });
  },
);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { gpgHome, requireTool } from '../support/tools.js';
import { writeBundle } from '../support/vendor.js';

/** A key of GnuPG's, and bundles around what it exports. */
function vendorOf(userID: string) {
  const { gpg } = gpgHome();
  gpg(['--quick-gen-key', userID, 'rsa2048', 'default', 'never']);
  const listed = gpg(['--with-colons', '--list-keys']).toString();
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? '';
  gpg(['--quick-add-key', fingerprint, 'rsa2048', 'encr', 'never']);
  const bundle = (certificate: Uint8Array) => {
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, { certificate, fingerprint });
    return dir;
  };
  return { gpg, fingerprint, bundle };
}

type Vendor = ReturnType<typeof vendorOf>;

/** What GnuPG makes of a message to the bundle. */
async function opened({ gpg }: Vendor, dir: string): Promise<string> {
  const result = await run(['encrypt', '--bundle', dir], { stdin: 'a report' });
  expectRun(result, { status: 0 });
  return gpg(['--decrypt'], result.bytes).toString();
}

describe.skipIf(!requireTool('gpg'))('what GnuPG exports', () => {
  it.each(['export-minimal', 'export-clean', 'no-export-minimal'])(
    '%s, with a revoked user ID: encrypted to, and what it signs is genuine',
    async (option) => {
      const vendor = vendorOf('Vendor <security@example.com>');
      vendor.gpg(['--quick-add-uid', vendor.fingerprint, 'Old <old@example.com>']);
      vendor.gpg(['--quick-revoke-uid', vendor.fingerprint, 'Old <old@example.com>']);
      await pause(2100); // GnuPG dates a revocation one second after the user ID, whatever the time is
      const dir = vendor.bundle(vendor.gpg(['--export-options', option, '--export', vendor.fingerprint]));
      expect(await opened(vendor, dir)).toBe('a report');
      const file = join(emptyFolder(), 'advisory.asc');
      writeFileSync(file, vendor.gpg(['--clearsign'], 'an advisory\n'));
      expectRun(await run(['verify', file, '--bundle', dir]), { status: 0 });
      const key = await run(['key', '--json', '--bundle', dir]);
      expect(JSON.parse(key.stdout).keys[0]).toMatchObject({
        userIDs: ['Vendor <security@example.com>'],
        passedOver: [],
      });
    },
  );

  it('a key that was renewed verifies what it signed before, though the old signature is gone', async () => {
    const vendor = vendorOf('Vendor <security@example.com>');
    const file = join(emptyFolder(), 'advisory.asc');
    writeFileSync(file, vendor.gpg(['--clearsign'], 'an advisory\n'));
    await pause(1100); // a newer self-signature, by GnuPG's clock
    vendor.gpg(['--quick-set-expire', vendor.fingerprint, '1y']);
    const minimal = vendor.gpg(['--export-options', 'export-minimal', '--export', vendor.fingerprint]);
    expectRun(await run(['verify', file, '--bundle', vendor.bundle(minimal)]), { status: 0 });
  });
});

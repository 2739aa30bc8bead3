import { describe, expect, it } from 'vitest';
import { expectRun, run } from '../support/run.js';
import { makeVendor, writeBundle } from '../support/vendor.js';

const FINGERPRINT = 'BF842CD0556157CA2436CA61410599B006C51437';

describe('key', () => {
  it('refuses another certificate under the pinned name: 103, nothing on stdout', async () => {
    const vendor = await makeVendor();
    writeBundle(vendor.dir, { certificate: vendor.certificate, fingerprint: FINGERPRINT });
    expectRun(await run(['key', '--bundle', vendor.dir]), {
      status: 103,
      stdout: '',
      stderr: /error: the certificate is not the pinned one/,
    });
    const check = await run(['key', 'check', '--bundle', vendor.dir, '--json']);
    expect(JSON.parse(check.stdout)).toMatchObject({ status: 'pin-mismatch', exit: 103 });
    expect(check.status).toBe(103);
  });

  it('prints the facts of the bundled certificate and the notices', async () => {
    const result = await run(['key']);
    expectRun(result, { status: 0, stderr: '' });
    for (const words of [
      'Security <security@codeship.com>',
      'BF84 2CD0 5561',
      'RSA 4096',
      'expired 7 years ago',
      'D4FF 47B4',
      'end of life',
    ]) {
      expect(result.stdout).toContain(words);
    }
  });

  it('prints the fingerprint and nothing else', async () => {
    expectRun(await run(['key', 'fingerprint']), { status: 0, stdout: `${FINGERPRINT}\n`, stderr: '' });
  });
});

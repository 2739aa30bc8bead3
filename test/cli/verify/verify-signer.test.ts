import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enums, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { armored, cleartext, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor, writeBundle } from '../../support/vendor.js';

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

let vendor: TestVendor;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519', date: daysAgo(100) });
  cwd = emptyFolder();
});

const verify = (args: readonly string[], dir = vendor.dir) =>
  run(['verify', '--bundle', dir, ...args], { cwd });
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, name), content);

describe('by a key that was revoked', () => {
  /** A bundle whose certificate has been revoked fifty days ago. */
  async function revoked(flag: enums.reasonForRevocation): Promise<string> {
    const { publicKey } = await revokeKey({
      key: vendor.privateKey,
      reasonForRevocation: { flag, string: 'moved on' },
      date: daysAgo(50),
      format: 'armored',
    });
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, { certificate: publicKey, fingerprint: vendor.fingerprint });
    return dir;
  }

  it('as compromised: nothing counts, whatever its date', async () => {
    put('before.asc', await cleartext(vendor.privateKey, 'text', daysAgo(60)));
    const dir = await revoked(enums.reasonForRevocation.keyCompromised);
    expectRun(await verify(['before.asc'], dir), {
      status: 3,
      stdout: /^NOT GENUINE: signed with a key that the vendor revoked on \d/,
    });
  });

  it('softly: what was made later does not count', async () => {
    put('after.asc', await cleartext(vendor.privateKey, 'text', daysAgo(40)));
    const dir = await revoked(enums.reasonForRevocation.keySuperseded);
    expectRun(await verify(['after.asc'], dir), {
      status: 3,
      stdout: /^NOT GENUINE: signed with a key that the vendor revoked on \d/,
    });
  });

  it('softly: what was made before is good, with a warning that says when and why', async () => {
    put('before.asc', await cleartext(vendor.privateKey, 'text', daysAgo(60)));
    for (const flag of [enums.reasonForRevocation.keySuperseded, enums.reasonForRevocation.keyRetired]) {
      const dir = await revoked(flag);
      const words = `the key was revoked after it made the signature (${daysAgo(50).toISOString().slice(0, 10)}: `;
      const result = await verify(['-o', '-', 'before.asc'], dir);
      expectRun(result, { status: 0, stdout: 'text', stderr: /moved on\)/ });
      expect(result.stderr).toContain(`codeship-sec: warning: ${words}`);
      const json = JSON.parse((await verify(['--json', 'before.asc'], dir)).stdout);
      expectSchema('verify', json);
      expect(json).toMatchObject({ verdict: 'good', warnings: [expect.stringContaining(words)] });
    }
  });
});

describe('what is not supported here', () => {
  it('Latin-1: says which line, and what to do', async () => {
    const text = Buffer.from('Guten Tag\nSch\xf6ne Gr\xfc\xdfe', 'latin1');
    const signed = Buffer.from(text.toString('latin1').replace(/\n/g, '\r\n'), 'latin1');
    const body = await signatureBody(vendor.privateKey, signed, { type: enums.signature.text });
    const head = Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n');
    const end = Buffer.from(`\n${armored('SIGNATURE', packet(2, body))}`);
    put('my mail.asc', Buffer.concat([head, text, end]));
    expectRun(await verify(['my mail.asc']), {
      status: 3,
      stdout:
        /^CANNOT TELL: .*the text is not UTF-8[\s\S]*^What to do: .*line 5 is not UTF-8: ask Example for the text as UTF-8/m,
      stderr: /hint: gpg --import [0-9A-F]{40}\.asc\ncodeship-sec: hint: gpg --verify 'my mail\.asc'\n$/,
    });
  });

  it('another algorithm: named, and who may know it', async () => {
    const body = await signatureBody(vendor.privateKey, Buffer.from('data'));
    body[2] = enums.publicKey.dsa;
    put('data', 'data');
    put('data.sig', packet(2, body));
    expectRun(await verify(['data']), {
      status: 3,
      stdout: /^CANNOT TELL: the signature cannot be checked here \(a signature made with DSA\)\n/,
      stderr: /hint: gpg --import [0-9A-F]{40}\.asc\ncodeship-sec: hint: gpg --verify data\.sig data\n$/,
    });
  });
});

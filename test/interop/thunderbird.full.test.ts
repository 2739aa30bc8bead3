import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { type Shown, startThunderbird, type Thunderbird } from '../support/thunderbird.js';
import { requireTool } from '../support/tools.js';
import { makeVendor } from '../support/vendor.js';

/** With the sizes as Thunderbird shows them. */
const ATTACHMENTS = [
  { name: 'log.txt', data: Buffer.from('a\r\nb\nc\rd'), size: '8 bytes' },
  { name: 'crash.bin', data: randomBytes(2 << 20), size: '2.0 MB' },
  { name: 'Fehler – „größer“ 💥.png', data: randomBytes(3 << 10), size: '3.0 KB' },
];

const signer = () =>
  generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: [{ name: 'Ann', email: 'ann@example.org' }],
    format: 'armored',
  });

/** The vendor reads with Thunderbird, and has compared the fingerprint of one of two reporters. */
describe.skipIf(!requireTool('thunderbird'))('Thunderbird opens the mail', () => {
  let thunderbird: Thunderbird | undefined;
  const shown = {} as Record<'known' | 'unknown' | 'nobody', Shown>;

  beforeAll(async () => {
    const vendor = await makeVendor();
    const cwd = emptyFolder();
    const known = await signer();
    const unknown = await signer();
    for (const { name, data } of ATTACHMENTS) writeFileSync(join(cwd, name), data);
    writeFileSync(join(cwd, 'known.asc'), known.privateKey);
    writeFileSync(join(cwd, 'unknown.asc'), unknown.privateKey);
    writeFileSync(join(cwd, 'report.md'), 'Grüße\n');
    const header = ['--from', 'Änne <ann@example.org>', '--subject', 'Überlauf'];
    const encrypt = async (output: string, ...more: string[]) => {
      const args = ['--bundle', vendor.dir, '--email', '-o', output, ...header, 'report.md', ...more];
      expectRun(await run(['encrypt', ...args], { cwd }), { status: 0 });
    };
    await encrypt('known.eml', '--sign-with', 'known.asc', ...ATTACHMENTS.map(({ name }) => name));
    await encrypt('unknown.eml', '--sign-with', 'unknown.asc');
    await encrypt('nobody.eml');
    thunderbird = await startThunderbird();
    await thunderbird.importSecretKey(vendor.secretKey);
    await thunderbird.importVerified(known.publicKey);
    for (const name of ['known', 'unknown', 'nobody'] as const)
      shown[name] = await thunderbird.open(join(cwd, `${name}.eml`));
  });
  afterAll(() => thunderbird?.quit());

  it.each([
    ['unknown', 'message-signed-unknown'],
    ['nobody', null],
    ['known', 'message-signed-verified'],
  ] as const)('decrypts it, and tells who signed: %s', (name, signed) => {
    expect(shown[name]).toMatchObject({ encrypted: 'message-encrypted-ok' });
    expect(shown[name].signed).toBe(signed);
  });

  it('shows the true subject, the sender and the report', () => {
    const { subject, from, text } = shown.known;
    expect(subject).toMatch(/Überlauf$/);
    expect(from).toContain('Änne <ann@example.org>');
    expect(text).toContain('Grüße\n');
  });

  it('lists the attachments by name and size, and has every byte of them', () => {
    const expected = ATTACHMENTS.map(({ name, data, size }) => ({
      name,
      size,
      sha256: createHash('sha256').update(data).digest('hex'),
    }));
    expect(shown.known.attachments).toEqual(expected);
  });
});

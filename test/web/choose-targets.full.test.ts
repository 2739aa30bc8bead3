import { type KeyOptions, readKey, revokeKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { chooseTargets } from '../../src/web/choose-targets.js';
import type { WebData } from '../../src/web/model.js';
import { emptyFolder, run } from '../support/run.js';
import { makeVendor, type TestVendor, writeBundle, writeManifest } from '../support/vendor.js';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

const make = (options: Partial<KeyOptions> = {}) => makeVendor({ type: 'ecc', date: ago(100), ...options });

/** What the page chooses, from the data that the program put into it. */
async function chosenByPage(dir: string) {
  const { stdout } = await run(['web', '-o', '-', '--bundle', dir]);
  const [, json = ''] = /<script type="application\/json" id="web:data">(.*?)<\/script>/.exec(stdout) ?? [];
  const { targets } = await chooseTargets((JSON.parse(json) as WebData).keys, new Date());
  return targets.map(({ key, facts, choice }) => ({
    fingerprint: facts.primary.fingerprint,
    encryptionKey: key.fingerprint,
    expired: choice.status === 'expired',
  }));
}

/** What `encrypt` chooses. */
async function chosenByProgram(dir: string) {
  const { stdout } = await run(['encrypt', '-o', `${emptyFolder()}/x`, '--json', '--bundle', dir], {
    stdin: 'x',
  });
  const { recipients = [], keyExpired } = JSON.parse(stdout);
  return recipients.map(({ fingerprint, encryptionKey }: Record<string, string>) => ({
    fingerprint,
    encryptionKey,
    expired: keyExpired,
  }));
}

/** Both of them, which are to be equal: the fingerprints of the keys, or nothing. */
async function chosen(dir: string): Promise<{ encryptionKey: string; expired: boolean }[]> {
  const [page, program] = [await chosenByPage(dir), await chosenByProgram(dir)];
  expect(page).toEqual(program);
  return page;
}

async function revoked(vendor: TestVendor, flag: number): Promise<TestVendor> {
  const { publicKey } = await revokeKey({
    key: vendor.privateKey,
    reasonForRevocation: { flag },
    format: 'object',
  });
  const certificate = publicKey.armor();
  writeBundle(vendor.dir, { certificate, fingerprint: vendor.fingerprint });
  return { ...vendor, certificate };
}

describe('the page chooses as encrypt does', () => {
  it('of a revoked key, hard or soft: nothing', async () => {
    expect(await chosen((await revoked(await make(), 2)).dir)).toEqual([]);
    expect(await chosen((await revoked(await make(), 3)).dir)).toEqual([]);
  });

  it('of a key without an encryption subkey: nothing', async () => {
    expect(await chosen((await make({ subkeys: [{ sign: true }] })).dir)).toEqual([]);
  });

  it('of an expired key: it, with a warning', async () => {
    const { dir } = await make({ keyExpirationTime: 50 * 86_400 });
    expect(await chosen(dir)).toMatchObject([{ expired: true }]);
  });

  it('of two subkeys: the one that is valid', async () => {
    const { dir, certificate } = await make({ subkeys: [{}, { keyExpirationTime: 10 * 86_400 }] } as never);
    const [first] = (await readKey({ armoredKey: certificate })).getSubkeys();
    expect(await chosen(dir)).toMatchObject([
      { encryptionKey: first?.getFingerprint().toUpperCase(), expired: false },
    ]);
  });

  it('of several certificates: those that are valid', async () => {
    const [valid, old, gone] = [
      await make(),
      await make({ keyExpirationTime: 86_400 }),
      await revoked(await make(), 0),
    ];
    const dir = `${emptyFolder()}/bundle`;
    const files = { 'a.asc': old.certificate, 'b.asc': valid.certificate, 'c.asc': gone.certificate };
    const keys = [old, valid, gone].map(({ fingerprint }, index) => ({
      file: Object.keys(files)[index],
      fingerprint,
    }));
    writeManifest(dir, { address: 'security@example.com', keys }, files);
    expect(await chosen(dir)).toMatchObject([{ fingerprint: valid.fingerprint, expired: false }]);
  });

  it('of a key that `key update` was given a newer copy of: what that says', async () => {
    const vendor = await make();
    const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'armored' });
    expect(await chosen(vendor.dir)).toMatchObject([{ expired: false }]);
    expect((await run(['key', 'update', '-', '--bundle', vendor.dir], { stdin: publicKey })).status).toBe(0);
    expect(await chosen(vendor.dir)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unarmor } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../../../src/pgp/policy/encryption-key.js';
import { trustIn } from '../../../src/pgp/verify/index.js';
import { root } from '../../support/run.js';

const PIN = 'BF842CD0556157CA2436CA61410599B006C51437';
const NOW = new Date();

/** What a certificate is used for: which key messages go to, and which keys signatures are verified with. */
async function usesOf(bytes: Uint8Array): Promise<{ choice: EncryptionChoice; keys: object[] } | string> {
  const certificate = await readPinned(bytes, PIN, NOW).catch((error) => error.code as string);
  if (typeof certificate === 'string') return certificate;
  const keys: object[] = [];
  for (const { facts, open } of trustIn([certificate]).keys) {
    keys.push({ facts, bytes: [...(await open()).packet.write()] });
  }
  return { choice: chooseEncryptionKey(certificate.facts, NOW), keys };
}

describe('the certificate of the program’s own bundle', () => {
  it('is refused where any bit of it is changed, or what it is used for does not change', async () => {
    const { data } = await unarmor(readFileSync(join(root, 'data/codeship.asc'), 'latin1'));
    const good = Buffer.from(data as unknown as Uint8Array);
    const uses = await usesOf(good);
    if (typeof uses === 'string') throw new Error(uses);
    const refused = { whole: 0, encryption: 0 };
    const total = good.length * 8;
    for (let bit = 0; bit < total; bit++) {
      const bad = Buffer.from(good);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const changed = await usesOf(bad);
      if (typeof changed === 'string') {
        expect(changed, `bit ${bit}`).toMatch(/^(PRIMARY_KEY_BAD|BAD_DATA|CERT_CANNOT_ENCRYPT)$/);
        refused.whole++;
        continue;
      }
      if (changed.choice.status === 'no-encryption-key') refused.encryption++;
      else expect(changed.choice, `bit ${bit}`).toEqual(uses.choice);
      for (const key of changed.keys) expect(uses.keys, `bit ${bit}`).toContainEqual(key);
    }
    // the rest is the unsigned parts of signatures, and lengths in bits of numbers whose bytes are the same
    expect(refused.whole).toBeGreaterThan(total / 2);
    expect(refused.whole + refused.encryption).toBeGreaterThan(total * 0.95);
  });
});

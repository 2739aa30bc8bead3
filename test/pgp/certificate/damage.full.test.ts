import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unarmor } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { readPinned } from '../../../src/pgp/certificate/index.js';
import { root } from '../../support/run.js';

const PIN = 'BF842CD0556157CA2436CA61410599B006C51437';

/** Where a changed bit changes nothing that anybody reads: the length in bits of a number whose bytes are the same. */
const MEANINGLESS = [1705];

describe('a certificate of a bundle', () => {
  it('is refused when any bit of its packets is changed: 103 in the primary key, 41 elsewhere', async () => {
    const { data } = await unarmor(readFileSync(join(root, 'data/codeship.asc'), 'latin1'));
    const good = Buffer.from(data as unknown as Uint8Array);
    const accepted: number[] = [];
    for (let at = 0; at < good.length; at++) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      const code = await readPinned(bad, PIN, new Date()).then(
        () => 'accepted',
        (error) => error.code,
      );
      if (code === 'accepted') accepted.push(at);
      else if (at > 3 && at < 528) expect(code, `byte ${at}`).toMatch(/^(PRIMARY_KEY_BAD|BAD_DATA)$/);
      else expect(code, `byte ${at}`).toBe('BAD_DATA');
    }
    expect(accepted).toEqual(MEANINGLESS);
  });
});

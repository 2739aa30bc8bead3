import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { ALGORITHMS, collect, messageWith, opened, sessionKeyFor } from '../../../support/bulk.js';
import { randomPieces } from '../../../support/bytes.js';

it('a message decrypts byte for byte at 1,000 random sizes around every boundary', async () => {
  const boundaries = [0, 16, 48, 512, 64 << 10, 256 << 10, 393_216, 512 << 10, 786_432, 1 << 20];
  for (let i = 0; i < 1000; i++) {
    const near = boundaries[i % boundaries.length] ?? 0;
    const size = Math.max(0, near + Math.floor(Math.random() * 129) - 64);
    const armor = i % 20 >= 10;
    const message = messageWith({
      armor,
      size: i % 40 >= 20 ? size : undefined,
      sessionKey: sessionKeyFor(ALGORITHMS[i % 3] ?? 'aes256'),
    });
    const data = randomBytes(size);
    const { bytes, counts } = await collect(message, randomPieces(data));
    const same = (await opened(bytes, message)).data.equals(data);
    expect({ size, armor, bytesIn: counts.bytesIn, same }).toEqual({
      size,
      armor,
      bytesIn: size,
      same: true,
    });
  }
}, 240_000);

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { browserPlatform } from '../../src/platform/browser.js';
import { nodePlatform } from '../../src/platform/node.js';

describe('what a browser gives, and Node.js', () => {
  const bytes = Buffer.from(Array.from({ length: 200_001 }, (_, index) => (index * 7919) >> 3));

  it.each(['sha1', 'sha256'])('hashes with %s to the same bytes, in pieces', (name) => {
    const [one, other] = [nodePlatform, browserPlatform].map((platform) => {
      const hash = platform.hash(name);
      for (let at = 0; at < bytes.length; at += 999) hash.update(bytes.subarray(at, at + 999));
      return Buffer.from(hash.digest()).toString('hex');
    });
    expect(other).toBe(one);
    expect(one).toBe(createHash(name).update(bytes).digest('hex'));
  });

  it('knows no other hash', () => {
    expect(() => browserPlatform.hash('md5')).toThrow(RangeError);
  });

  it('gives random bytes, more too than are given at a time', () => {
    const random = browserPlatform.randomBytes(200_000);
    expect(random).toHaveLength(200_000);
    for (let at = 0; at < random.length; at += 1000)
      expect(new Set(random.subarray(at, at + 1000)).size, `from ${at}`).toBeGreaterThan(200);
  });

  it('tells UTF-8 from what is none', () => {
    for (const hex of ['', '41', 'c3a4', 'efbbbf41', 'f09f9880', 'ff', 'c3', 'eda080', 'c080', 'f4908080']) {
      const one = Buffer.from(hex, 'hex');
      expect(browserPlatform.isUtf8(one), hex).toBe(nodePlatform.isUtf8(one));
    }
  });

  it.each([0, 1, 2, 3, 24_576])('writes base64 of %i bytes', (size) => {
    const [one, other] = [nodePlatform, browserPlatform].map((platform) => {
      const characters = Buffer.alloc(40_000);
      return characters.subarray(0, platform.base64Into(bytes.subarray(1, 1 + size), characters)).toString();
    });
    expect(other).toBe(one);
  });
});

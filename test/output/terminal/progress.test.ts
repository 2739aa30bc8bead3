import { describe, expect, it } from 'vitest';
import { progressWords } from '../../../src/output/terminal/progress.js';

describe('progress', () => {
  const at = (done: number, total?: number, seconds = 2) =>
    progressWords('a\u001bb', { done, total, seconds });

  it('has bytes, percentage, rate and time left, and no control characters', () => {
    expect(at(512 << 20, 1 << 30)).toBe('a\\u001bb: 512 MiB of 1.0 GiB, 50%, 256 MiB/s, 2 s left');
    expect(at(3000)).toBe('a\\u001bb: 2.9 KiB, 1.5 KiB/s');
    expect(at(0, 0)).toBe('a\\u001bb: 0 bytes, 0 bytes/s');
  });

  it.each([
    [0, 10, 2, '0 bytes of 10 bytes, 0%, 0 bytes/s'],
    [11, 10, 2, '100%, 6 bytes/s, 0 s left'],
    [100, 6000, 1, ', 59 s left'],
    [100, 6050, 1, ', 1 min left'],
    [1, 3600, 1, ', 1 h 0 min left'],
    [1, 7501, 1, ', 2 h 5 min left'],
  ])('%i of %i bytes after %i s: %s', (done, total, seconds, end) => {
    expect(at(done, total, seconds).endsWith(end)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../src/output/terminal/progress.js';

describe('the progress line', () => {
  const at = (done: number, total?: number) => progressLine('a\u001bb', { done, total, seconds: 2 });

  it('has bytes, percentage and rate, and no control characters', () => {
    expect(at(512 << 20, 1 << 30)).toBe('codeship-sec: a\\u001bb: 512 MiB of 1.0 GiB, 50%, 256 MiB/s');
    expect(at(3000)).toBe('codeship-sec: a\\u001bb: 2.9 KiB, 1.5 KiB/s');
    expect(at(0, 0)).toBe('codeship-sec: a\\u001bb: 0 bytes, 0 bytes/s');
    expect(at(11, 10)).toContain('100%');
  });
});

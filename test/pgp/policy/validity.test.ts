import { describe, expect, it } from 'vitest';
import { hasEnded, isAhead } from '../../../src/pgp/policy/validity.js';

const NOW = new Date('2026-06-15T12:00:00.000Z');

describe('what was made later than now', () => {
  it('is not what was made at this second', () => {
    expect(isAhead(new Date('2026-06-15T12:00:00.000Z'), NOW)).toBe(false);
    expect(isAhead(Date.parse('2026-06-15T12:00:00.001Z'), NOW)).toBe(true);
  });

  it('may be dated 1970, by a clock that is past the last date', () => {
    const [last, first] = [new Date('2106-02-07T06:28:15Z'), new Date('2106-02-07T06:28:16Z')];
    expect(isAhead(new Date(0), last)).toBe(false);
    expect(isAhead(new Date(0), first)).toBe(true);
    expect(isAhead(new Date(1000), first)).toBe(false);
    expect(isAhead(new Date('1970-12-31'), new Date('2107-06-01'))).toBe(true);
    expect(isAhead(NOW, first)).toBe(false);
  });
});

describe('what ends', () => {
  it('has ended at that very second; what never ends has not', () => {
    expect(hasEnded('2026-06-15T12:00:00.000Z', NOW)).toBe(true);
    expect(hasEnded('2026-06-15T12:00:00.001Z', NOW)).toBe(false);
    expect(hasEnded(null, NOW)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { distance } from '../../src/text/dates.js';

const NOW = new Date('2026-06-15T12:00:00Z');

describe('how far a date is', () => {
  it.each([
    ['2026-06-15T12:00:00Z', 'today'],
    ['2026-06-15T00:00:00Z', 'today'],
    ['2026-06-15T23:59:59Z', 'today'],
    ['2026-06-16T03:00:00Z', 'tomorrow'],
    ['2026-06-14T23:00:00Z', 'yesterday'],
    ['2026-06-17T11:00:00Z', 'in 2 days'],
    ['2026-06-13T13:00:00Z', '2 days ago'],
    ['2026-08-14T12:00:00Z', 'in 60 days'],
    ['2026-08-15T12:00:00Z', 'in 2 months'],
    ['2026-04-16T12:00:00Z', '60 days ago'],
    ['2026-04-15T12:00:00Z', '2 months ago'],
    ['2025-06-15T12:00:00Z', '12 months ago'],
    ['2024-12-01T12:00:00Z', '18 months ago'],
    ['2028-06-14T12:00:00Z', 'in 23 months'],
    ['2024-06-16T12:00:00Z', '23 months ago'],
    ['2028-06-15T12:00:00Z', 'in 2 years'],
    ['2024-06-15T12:00:00Z', '2 years ago'],
    ['2023-06-16T12:00:00Z', '2 years ago'],
    ['2023-06-15T12:00:00Z', '3 years ago'],
    ['2019-07-20T08:49:13Z', '6 years ago'],
    ['2126-06-15T12:00:00Z', 'in 100 years'],
  ])('%s: %s', (iso, words) => {
    expect(distance(iso, NOW)).toBe(words);
  });
});

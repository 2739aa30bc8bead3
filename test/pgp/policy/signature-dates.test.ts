import { describe, expect, it } from 'vitest';
import type { KeyFacts } from '../../../src/pgp/facts.js';
import { hasExpiredSince, reservation, revokedSince } from '../../../src/pgp/policy/signature-dates.js';
import { isHard } from '../../../src/pgp/policy/validity.js';
import { keyFacts as key } from '../../support/key-facts.js';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const [YEAR_20, YEAR_21, YEAR_22, YEAR_23] = [2020, 2021, 2022, 2023].map(
  (year) => `${year}-01-01T00:00:00.000Z`,
) as [string, string, string, string];

const judge = (
  made: string,
  changes: { key?: Partial<KeyFacts>; primary?: Partial<KeyFacts>; expires?: string },
) =>
  reservation(
    { created: new Date(made), expires: changes.expires ? new Date(changes.expires) : null },
    { key: key(changes.key), primary: key({ fingerprint: 'B'.repeat(40), ...changes.primary }) },
    NOW,
  );

describe('a signature that verifies', () => {
  const soft = { date: YEAR_22, hard: false, reason: null };
  it.each<[string, Parameters<typeof judge>, object | undefined]>([
    ['from the future', ['2026-06-15T12:00:01Z', {}], { status: 'from-the-future' }],
    [
      'ended at this second',
      [YEAR_21, { expires: NOW.toISOString() }],
      { status: 'signature-expired', date: NOW.toISOString() },
    ],
    [
      'made before a hard revocation',
      [YEAR_21, { primary: { revoked: { ...soft, hard: true } } }],
      { status: 'key-revoked', date: YEAR_22 },
    ],
    [
      'made as the key was retired',
      [YEAR_22, { key: { revoked: soft } }],
      { status: 'key-revoked', date: YEAR_22 },
    ],
    ['made before the key was retired', [YEAR_21, { key: { revoked: soft } }], undefined],
    ['older than its key', [YEAR_20, { key: { created: YEAR_21 } }], { status: 'before-key', date: YEAR_21 }],
    [
      'older than the primary key',
      [YEAR_20, { primary: { created: YEAR_21 } }],
      { status: 'before-key', date: YEAR_21 },
    ],
    [
      'made as the key expired',
      [YEAR_23, { key: { expires: YEAR_23 } }],
      { status: 'key-expired', date: YEAR_23 },
    ],
    ['made while the key was valid', [YEAR_22, { key: { expires: YEAR_23 } }], undefined],
    [
      'by a small key',
      [YEAR_21, { key: { bits: 1024 } }],
      { status: 'key-cannot-sign', why: { fault: 'rsa-bits', bits: 1024, least: 2047 } },
    ],
    ['by a key that may not', [YEAR_21, { key: { canSign: false } }], { status: 'key-cannot-sign' }],
    ['with nothing against it', [YEAR_21, {}], undefined],
  ])('%s', (_name, given, expected) => {
    expect(judge(...given)).toEqual(expected);
  });

  it('stays good when the key ends later, which is said', () => {
    const signer = { key: key({ revoked: soft }), primary: key({ expires: YEAR_23 }) };
    expect(hasExpiredSince(signer, NOW)).toBe(true);
    expect(hasExpiredSince(signer, new Date(YEAR_22))).toBe(false);
    expect(revokedSince(signer)).toEqual(soft);
    expect(revokedSince({ ...signer, key: signer.primary })).toBeNull();
  });
});

describe('a revocation', () => {
  it.each([
    ['superseded', 1, false],
    ['compromised', 2, true],
    ['retired', 3, false],
    ['user ID no longer valid', 32, false],
    ['no reason', 0, true],
    ['no reason at all', null, true],
    ['a reason that nobody knows', 99, true],
  ])('%s is hard: %3$s', (_name, reason, hard) => {
    expect(isHard(reason)).toBe(hard);
  });
});

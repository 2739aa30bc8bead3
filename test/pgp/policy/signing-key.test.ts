import { describe, expect, it } from 'vitest';
import type { KeyFacts, Revocation } from '../../../src/pgp/facts.js';
import { chooseSigningKey } from '../../../src/pgp/policy/signing-key.js';
import { keyFacts } from '../../support/key-facts.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const revoked: Revocation = { date: '2026-01-01T00:00:00.000Z', hard: false, reason: 'retired' };

const key = (fingerprint: string, changes: Partial<KeyFacts> = {}) =>
  keyFacts({ fingerprint, algorithm: 'Ed25519', bits: null, ...changes });

const choose = (
  primary: Partial<KeyFacts>,
  subkeys: KeyFacts[] = [],
  secret: string[] = ['P', 'S', 'T'],
  now = NOW,
) =>
  chooseSigningKey(
    { userIDs: ['x'], nameless: false, primary: key('P', primary), subkeys, passedOver: [] },
    now,
    ({ fingerprint }) => secret.includes(fingerprint),
  );

describe('no key to sign with', () => {
  const gone = '2026-06-15T12:00:00.000Z';
  const certifies = { canSign: false };
  it.each<[string, Parameters<typeof choose>, object]>([
    ['revoked', [{ revoked }], { obstacle: 'revoked', date: revoked.date }],
    ['expired at this second', [{ expires: gone }], { obstacle: 'expired', date: gone }],
    ['its secret half elsewhere', [{}, [], []], { obstacle: 'no-secret-half' }],
    ['none that may sign', [certifies], { obstacle: 'no-signing-key' }],
    ['a revoked subkey', [certifies, [key('S', { revoked })]], { obstacle: 'signing-key-revoked' }],
    ['an expired subkey', [certifies, [key('S', { expires: gone })]], { obstacle: 'signing-key-expired' }],
    [
      'a weak subkey',
      [certifies, [key('S', { algorithm: 'DSA' })]],
      { obstacle: 'signing-key-weak', fault: { fault: 'algorithm', algorithm: 'DSA' } },
    ],
    [
      'a subkey from the future',
      [certifies, [key('S', { created: '2026-06-15T12:00:01.000Z' })]],
      { obstacle: 'signing-key-future' },
    ],
  ])('%s', (_name, given, expected) => {
    expect(choose(...given)).toEqual(expected);
  });
});

it('nothing is signed after the last date that a signature can hold', () => {
  const at = (time: string) => choose({}, [], ['P'], new Date(time));
  expect(at('2106-02-07T06:28:15Z')).toMatchObject({ key: { fingerprint: 'P' } });
  expect(at('2106-02-07T06:28:16Z')).toEqual({ obstacle: 'date-past-2106' });
});

describe('the key to sign with', () => {
  const young = key('S', { created: '2024-01-01T00:00:00.000Z' });
  const younger = key('T', { created: '2025-01-01T00:00:00.000Z' });

  it('is the newest whose secret half is there', () => {
    expect(choose({}, [young, younger])).toMatchObject({ key: { fingerprint: 'T' } });
    expect(choose({}, [young, younger], ['P', 'S'])).toMatchObject({ key: { fingerprint: 'S' } });
    expect(choose({}, [young, { ...younger, revoked }])).toMatchObject({ key: { fingerprint: 'S' } });
    expect(choose({})).toMatchObject({ key: { fingerprint: 'P' } });
    expect(choose({ expires: '2027-01-01T00:00:00.000Z' })).toMatchObject({ key: { fingerprint: 'P' } });
  });
});

import { describe, expect, it } from 'vitest';
import type { KeyFacts, Revocation } from '../../../src/pgp/facts.js';
import { chooseSigningKey } from '../../../src/pgp/policy/signing-key.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const revoked: Revocation = { date: '2026-01-01T00:00:00.000Z', hard: false, reason: 'retired' };

function key(fingerprint: string, changes: Partial<KeyFacts> = {}): KeyFacts {
  return {
    fingerprint,
    keyID: 'A'.repeat(16),
    version: 4,
    algorithm: 'Ed25519',
    bits: null,
    curve: null,
    created: '2020-01-01T00:00:00.000Z',
    expires: null,
    revoked: null,
    canEncrypt: false,
    canSign: true,
    ...changes,
  };
}

const choose = (primary: Partial<KeyFacts>, subkeys: KeyFacts[] = [], secret: string[] = ['P', 'S', 'T']) =>
  chooseSigningKey(
    { userIDs: ['x'], primary: key('P', primary), subkeys, passedOver: [] },
    NOW,
    ({ fingerprint }) => secret.includes(fingerprint),
  );

describe('no key to sign with', () => {
  const gone = '2026-06-15T12:00:00.000Z';
  const certifies = { canSign: false };
  it.each<[string, ReturnType<typeof choose>, object]>([
    ['revoked', choose({ revoked }), { obstacle: 'revoked', date: revoked.date }],
    ['expired at this second', choose({ expires: gone }), { obstacle: 'expired', date: gone }],
    ['its secret half elsewhere', choose({}, [], []), { obstacle: 'no-secret-half' }],
    ['none that may sign', choose(certifies), { obstacle: 'no-signing-key' }],
    ['a revoked subkey', choose(certifies, [key('S', { revoked })]), { obstacle: 'signing-key-revoked' }],
    [
      'an expired subkey',
      choose(certifies, [key('S', { expires: gone })]),
      { obstacle: 'signing-key-expired' },
    ],
    [
      'a weak subkey',
      choose(certifies, [key('S', { algorithm: 'DSA' })]),
      { obstacle: 'signing-key-weak', fault: { fault: 'algorithm', algorithm: 'DSA' } },
    ],
    [
      'a subkey from the future',
      choose(certifies, [key('S', { created: '2026-06-15T12:00:01.000Z' })]),
      { obstacle: 'signing-key-future' },
    ],
  ])('%s', (_name, choice, expected) => {
    expect(choice).toEqual(expected);
  });
});

describe('the key to sign with', () => {
  const young = key('S', { created: '2024-01-01T00:00:00.000Z' });
  const younger = key('T', { created: '2025-01-01T00:00:00.000Z' });

  it('is the newest whose secret half is there', () => {
    expect(choose({}, [young, younger])).toMatchObject({ key: { fingerprint: 'T' } });
    expect(choose({}, [young, younger], ['P', 'S'])).toMatchObject({ key: { fingerprint: 'S' } });
    expect(choose({}, [young, { ...younger, revoked }])).toMatchObject({ key: { fingerprint: 'S' } });
    expect(choose({})).toMatchObject({ key: { fingerprint: 'P' } });
  });
});

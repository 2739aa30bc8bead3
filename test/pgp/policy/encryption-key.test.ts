import { describe, expect, it } from 'vitest';
import type { Revocation } from '../../../src/pgp/facts.js';
import { chooseEncryptionKey } from '../../../src/pgp/policy/encryption-key.js';
import { certificateFacts as certificate, encryptionKey as subkey } from '../../support/key-facts.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const revoked: Revocation = { date: '2026-01-01T00:00:00.000Z', hard: false, reason: 'retired' };

describe('a certificate is refused', () => {
  it.each<[string, Parameters<typeof certificate>[0], object]>([
    ['revoked softly', { primary: { revoked } }, { status: 'revoked', what: 'key', revocation: revoked }],
    ['revoked hard', { primary: { revoked: { ...revoked, hard: true } } }, { status: 'revoked' }],
    [
      'revoked and expired',
      { primary: { revoked, expires: '2021-01-01T00:00:00.000Z' } },
      { status: 'revoked' },
    ],
    [
      'its only encryption subkey revoked',
      { subkeys: [subkey('B', { revoked })] },
      { status: 'revoked', what: 'subkey' },
    ],
    ['without an encryption key', { subkeys: [] }, { obstacle: { obstacle: 'no-key' } }],
    ['without a user ID in force', { userIDs: [] }, { obstacle: { obstacle: 'no-user-id' } }],
    [
      'a primary key of RSA 2046',
      { primary: { bits: 2046 } },
      {
        status: 'no-encryption-key',
        obstacle: {
          obstacle: 'weak',
          which: 'primary',
          fault: { fault: 'rsa-bits', bits: 2046, least: 2047 },
        },
      },
    ],
    [
      'a weak encryption subkey and one from the future: the weak one is named, which no time mends',
      { subkeys: [subkey('A', { created: '2099-01-01T00:00:00.000Z' }), subkey('B', { bits: 1024 })] },
      { obstacle: { obstacle: 'weak', which: 'encryption' } },
    ],
    [
      'an encryption subkey of RSA 1024',
      { subkeys: [subkey('B', { bits: 1024 })] },
      { status: 'no-encryption-key' },
    ],
    [
      'an encryption subkey of Elgamal',
      { subkeys: [subkey('B', { algorithm: 'Elgamal', bits: 4096 })] },
      {
        status: 'no-encryption-key',
        obstacle: {
          obstacle: 'weak',
          which: 'encryption',
          fault: { fault: 'algorithm', algorithm: 'Elgamal' },
        },
      },
    ],
    [
      'an encryption subkey dated in the future',
      { subkeys: [subkey('B', { created: '2026-06-15T12:00:01.000Z' })] },
      {
        status: 'no-encryption-key',
        obstacle: { obstacle: 'future', which: 'encryption', created: '2026-06-15T12:00:01.000Z' },
      },
    ],
    [
      'a primary key dated in the future',
      { primary: { created: '2099-01-01T00:00:00.000Z' } },
      {
        status: 'no-encryption-key',
        obstacle: { obstacle: 'future', which: 'primary', created: '2099-01-01T00:00:00.000Z' },
      },
    ],
  ])('%s', (_name, changes, expected) => {
    expect(chooseEncryptionKey(certificate(changes), NOW)).toMatchObject(expected);
  });

  it('but a version 6 certificate needs no user ID, nor one that a direct-key signature speaks for', () => {
    for (const changes of [{ primary: { version: 6 } }, { nameless: true }]) {
      expect(chooseEncryptionKey(certificate({ userIDs: [], ...changes }), NOW).status).toBe('usable');
    }
  });
});

describe('the encryption key', () => {
  const old = subkey('OLD', { created: '2021-01-01T00:00:00.000Z' });
  const young = subkey('YOUNG', { created: '2024-01-01T00:00:00.000Z' });
  const gone = { expires: '2025-01-01T00:00:00.000Z' };

  it.each<[string, Parameters<typeof certificate>[0], string, string]>([
    ['the newest of those valid now', { subkeys: [young, old] }, 'usable', 'YOUNG'],
    ['the newest, in whatever order they stand', { subkeys: [old, young] }, 'usable', 'YOUNG'],
    [
      'a valid older one before an expired newer one',
      { subkeys: [old, { ...young, ...gone }] },
      'usable',
      'OLD',
    ],
    ['a valid one before a revoked newer one', { subkeys: [old, { ...young, revoked }] }, 'usable', 'OLD'],
    [
      'never one from the future',
      { subkeys: [old, { ...young, created: '2099-01-01T00:00:00.000Z' }] },
      'usable',
      'OLD',
    ],
    [
      'where all have expired, the one that expired last',
      {
        subkeys: [
          { ...young, ...gone },
          { ...old, expires: '2025-02-01T00:00:00.000Z' },
        ],
      },
      'expired',
      'OLD',
    ],
    [
      'where all have expired, never a revoked one',
      {
        subkeys: [
          { ...old, ...gone },
          { ...young, expires: '2025-02-01T00:00:00.000Z', revoked },
        ],
      },
      'expired',
      'OLD',
    ],
    [
      'where the primary key has expired, the newest of those that end with it',
      { primary: gone, subkeys: [old, young] },
      'expired',
      'YOUNG',
    ],
    [
      'where the primary key has expired, still none that ended before it',
      { primary: gone, subkeys: [old, { ...young, expires: '2024-06-01T00:00:00.000Z' }] },
      'expired',
      'OLD',
    ],
  ])('%s', (_name, changes, status, fingerprint) => {
    expect(chooseEncryptionKey(certificate(changes), NOW)).toMatchObject({ status, key: { fingerprint } });
  });

  it('expires with its primary key, and at the very second', () => {
    const at = (expires: string) =>
      chooseEncryptionKey(certificate({ primary: { expires }, subkeys: [old] }), NOW);
    expect(at('2026-06-15T12:00:01.000Z').status).toBe('usable');
    expect(at('2026-06-15T12:00:00.000Z')).toMatchObject({
      status: 'expired',
      expired: '2026-06-15T12:00:00.000Z',
    });
  });

  it('says what has expired, and when: the key with all that is in it, or the subkey alone', () => {
    const [first, second] = ['2025-02-01T00:00:00.000Z', '2025-08-01T00:00:00.000Z'];
    const at = (primary: string | null, subkey: string | null) =>
      chooseEncryptionKey(
        certificate({ primary: { expires: primary }, subkeys: [{ ...old, expires: subkey }] }),
        NOW,
      );
    const status = 'expired';
    expect(at(null, first)).toMatchObject({ status, what: 'subkey', expired: first });
    expect(at('2031-01-01T00:00:00.000Z', first)).toMatchObject({ status, what: 'subkey', expired: first });
    expect(at(first, second)).toMatchObject({ status, what: 'key', expired: first });
    expect(at(second, first)).toMatchObject({ status, what: 'key', expired: second });
    expect(at(first, null)).toMatchObject({ status, what: 'key', expired: first });
    const alone = certificate({ primary: { expires: first, canEncrypt: true }, subkeys: [] });
    expect(chooseEncryptionKey(alone, NOW)).toMatchObject({ status, what: 'key', expired: first });
  });
});

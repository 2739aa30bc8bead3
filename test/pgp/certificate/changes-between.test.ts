import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/pgp/certificate/newer-copy.js';
import { certificateFacts, encryptionKey } from '../../support/key-facts.js';

const PRIMARY = 'A'.repeat(40);
const [FIRST, SECOND] = ['2024-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'] as const;
const revoked = { date: FIRST, hard: false, reason: 'retired' };
const before = certificateFacts();

describe('what a newer copy of a certificate brings', () => {
  it.each<[string, Parameters<typeof certificateFacts>[0], object[]]>([
    ['nothing', {}, []],
    [
      'another end of the key',
      { primary: { expires: SECOND } },
      [{ what: 'expiry', component: 'key', fingerprint: PRIMARY, from: null, to: SECOND }],
    ],
    [
      'a revocation of the key',
      { primary: { revoked } },
      [{ what: 'revoked', component: 'key', fingerprint: PRIMARY, date: FIRST }],
    ],
    [
      'a new subkey',
      { subkeys: [encryptionKey('B'), encryptionKey('C', { created: FIRST })] },
      [{ what: 'new', component: 'subkey', fingerprint: 'C', date: FIRST }],
    ],
    [
      'a new subkey that was revoked since',
      { subkeys: [encryptionKey('C', { created: FIRST, revoked })] },
      [
        { what: 'new', component: 'subkey', fingerprint: 'C', date: FIRST },
        { what: 'revoked', component: 'subkey', fingerprint: 'C', date: FIRST },
      ],
    ],
    [
      'another end of the subkey, and its revocation',
      { subkeys: [encryptionKey('B', { expires: SECOND, revoked })] },
      [
        { what: 'expiry', component: 'subkey', fingerprint: 'B', from: null, to: SECOND },
        { what: 'revoked', component: 'subkey', fingerprint: 'B', date: FIRST },
      ],
    ],
    [
      'other user IDs',
      { userIDs: ['y', 'z'] },
      [
        { what: 'new-user-id', userID: 'y' },
        { what: 'new-user-id', userID: 'z' },
        { what: 'removed-user-id', userID: 'x' },
      ],
    ],
    ['the same user ID twice', { userIDs: ['x', 'x'] }, []],
  ])('%s', (_name, changes, expected) => {
    expect(changesBetween(before, certificateFacts(changes))).toEqual(expected);
  });

  it('says nothing of a revocation that was known', () => {
    const known = certificateFacts({ primary: { revoked } });
    expect(changesBetween(known, known)).toEqual([]);
  });
});

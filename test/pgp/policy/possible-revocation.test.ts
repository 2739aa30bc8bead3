import { expect, it } from 'vitest';
import type { PassedOver } from '../../../src/pgp/facts.js';
import { possibleRevokers } from '../../../src/pgp/policy/possible-revocation.js';
import { certificateFacts } from '../../support/key-facts.js';

const WHO = 'C'.repeat(40);
const byRevoker: PassedOver = { what: 'revocation', why: 'no-revoker', on: null, kind: WHO, count: 1 };

it('a revocation whose maker cannot be asked may be one, and who may have made it is named', () => {
  expect(possibleRevokers(certificateFacts({ passedOver: [byRevoker] }))).toEqual([WHO]);
});

it('what is passed over for another reason revokes nothing, nor does what names nobody', () => {
  const passedOver: PassedOver[] = [
    { ...byRevoker, kind: null },
    { ...byRevoker, why: 'not-verified' },
    { ...byRevoker, why: 'unsupported', kind: 'type 60' },
  ];
  expect(possibleRevokers(certificateFacts({ passedOver }))).toEqual([]);
});

it('of a key that is revoked for certain nobody is asked', () => {
  const revoked = { date: '2024-01-01T00:00:00.000Z', hard: true, reason: null };
  expect(possibleRevokers(certificateFacts({ primary: { revoked }, passedOver: [byRevoker] }))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { signingStateOf } from '../../../src/pgp/policy/verification-key.js';
import { certificateFacts, encryptionKey, keyFacts } from '../../support/key-facts.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const [FIRST, SECOND] = ['2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'] as const;
const NEXT_SECOND = '2026-06-15T12:00:01.000Z';
const revoked = { date: FIRST, hard: false, reason: 'retired' };
const certifies = { canSign: false };

const stateOf = (...given: Parameters<typeof certificateFacts>) =>
  signingStateOf(certificateFacts(...given), NOW);

describe('a certificate that signatures are checked by', () => {
  it.each<[string, Parameters<typeof certificateFacts>[0]]>([
    ['may sign with its primary key', {}],
    ['and until the second at which that ends', { primary: { expires: NEXT_SECOND } }],
    ['may sign with a subkey', { primary: certifies, subkeys: [keyFacts()] }],
    [
      'may sign with one subkey of two',
      { primary: certifies, subkeys: [keyFacts({ expires: FIRST }), keyFacts()] },
    ],
  ])('%s', (_name, given) => {
    expect(stateOf(given)).toEqual({ status: 'usable' });
  });

  it('was revoked, as a whole, and says when and why, also where it has expired since', () => {
    expect(stateOf({ primary: { revoked, expires: SECOND } })).toEqual({
      status: 'revoked',
      revocation: revoked,
    });
  });

  it('has expired, at that very second, with all that is in it', () => {
    const expires = NOW.toISOString();
    expect(stateOf({ primary: { expires }, subkeys: [keyFacts()] })).toEqual({
      status: 'expired',
      expired: expires,
    });
  });

  it('has expired when the last of its signing keys did', () => {
    const subkeys = [FIRST, SECOND, FIRST].map((expires) => keyFacts({ expires }));
    expect(stateOf({ primary: certifies, subkeys })).toEqual({ status: 'expired', expired: SECOND });
  });

  it.each<[string, Parameters<typeof certificateFacts>[0]]>([
    ['without a key that may sign', { primary: certifies, subkeys: [encryptionKey('B')] }],
    ['whose signing subkey was revoked', { primary: certifies, subkeys: [keyFacts({ revoked })] }],
    ['whose signing subkey is weak', { primary: certifies, subkeys: [keyFacts({ bits: 1024 })] }],
    [
      'whose signing subkey is of the future',
      { primary: certifies, subkeys: [keyFacts({ created: NEXT_SECOND })] },
    ],
    [
      'whose primary key is of a kind that is not verified, whatever its subkey is',
      { primary: { algorithm: 'DSA' }, subkeys: [keyFacts()] },
    ],
  ])('cannot sign: %s', (_name, given) => {
    expect(stateOf(given)).toEqual({ status: 'cannot-sign' });
  });
});

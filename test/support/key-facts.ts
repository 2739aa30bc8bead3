import type { CertificateFacts, KeyFacts } from '../../src/pgp/facts.js';

/** A key that signs, made in 2020, of which nothing bad is known: what the policy is asked about, without any key. */
export function keyFacts(changes: Partial<KeyFacts> = {}): KeyFacts {
  return {
    fingerprint: 'A'.repeat(40),
    keyID: 'A'.repeat(16),
    version: 4,
    algorithm: 'RSA',
    bits: 4096,
    curve: null,
    created: '2020-01-01T00:00:00.000Z',
    expires: null,
    revoked: null,
    canEncrypt: false,
    canSign: true,
    unsound: false,
    ...changes,
  };
}

/** A subkey that is encrypted to. */
export const encryptionKey = (fingerprint: string, changes: Partial<KeyFacts> = {}): KeyFacts =>
  keyFacts({ fingerprint, canEncrypt: true, canSign: false, ...changes });

/** A certificate with a user ID and, where no other are named, one subkey that is encrypted to. */
export function certificateFacts(
  changes: Partial<Omit<CertificateFacts, 'primary'>> & { primary?: Partial<KeyFacts> } = {},
): CertificateFacts {
  const { primary, ...others } = changes;
  const subkeys = [encryptionKey('B')];
  return { userIDs: ['x'], nameless: false, subkeys, passedOver: [], ...others, primary: keyFacts(primary) };
}

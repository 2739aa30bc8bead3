import type { CertificateFacts } from '../facts.js';

/**
 * Who may have revoked a key in its place, where nobody can tell: anybody can put such a revocation into a published
 * certificate, so that the key is used, and the revocation spoken of.
 *
 * @returns fingerprints, upper-case hex; none where the key is revoked for certain
 */
export function possibleRevokers({
  primary,
  passedOver,
}: Pick<CertificateFacts, 'primary' | 'passedOver'>): string[] {
  if (primary.revoked) return [];
  return passedOver.flatMap(({ why, kind }) => (why === 'no-revoker' && kind !== null ? [kind] : []));
}

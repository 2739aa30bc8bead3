/** Whether a certificate that is there to check signatures by can still make some that count. */
import type { CertificateFacts, Revocation } from '../facts.js';
import { unverifiable, weakness } from './key-kinds.js';
import { hasEnded, isAhead } from './validity.js';

/** What a certificate is good for at a time, where it is not encrypted to. Dates are ISO 8601, UTC. */
export type SigningState =
  | { status: 'usable' }
  | { status: 'revoked'; revocation: Revocation }
  | { status: 'expired'; expired: string }
  | { status: 'cannot-sign' };

/** Judges a certificate at `now`. */
export function signingStateOf({ primary, subkeys }: CertificateFacts, now: Date): SigningState {
  if (primary.revoked) return { status: 'revoked', revocation: primary.revoked };
  if (primary.expires !== null && hasEnded(primary.expires, now)) {
    return { status: 'expired', expired: primary.expires };
  }
  const capable = [primary, ...subkeys].filter(
    (key) => key.canSign && !key.revoked && !weakness(key) && !isAhead(Date.parse(key.created), now),
  );
  if (unverifiable(primary) || capable.length === 0) return { status: 'cannot-sign' };
  if (capable.some(({ expires }) => !hasEnded(expires, now))) return { status: 'usable' };
  const last =
    capable
      .map(({ expires }) => expires ?? '')
      .sort()
      .at(-1) ?? '';
  return { status: 'expired', expired: last };
}

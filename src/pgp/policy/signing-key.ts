/**
 * Which key of the reporter's own signs: of those that may sign at `now` and whose secret half is there, the newest.
 * Nothing is forgiven that a recipient would refuse.
 */
import type { CertificateFacts, KeyFacts } from '../facts.js';
import { type KeyFault, weakness } from './key-kinds.js';
import { hasEnded, isAhead } from './validity.js';

/** Why a key cannot sign; dates are ISO 8601, UTC. */
export type SigningObstacle =
  | { obstacle: 'revoked' | 'expired'; date: string }
  | { obstacle: 'no-secret-half' | 'no-signing-key' | 'signing-key-revoked' | 'signing-key-expired' }
  | { obstacle: 'signing-key-weak'; fault: KeyFault }
  | { obstacle: 'signing-key-future' }
  /** A signature's date begins anew after 2106 (validity.ts): it would be dated 1970. */
  | { obstacle: 'date-past-2106' }
  /** OpenPGP.js refuses it. */
  | { obstacle: 'unusable' };

/** @param hasSecret whether the secret half of a key is there */
export function chooseSigningKey(
  { primary, subkeys }: CertificateFacts,
  now: Date,
  hasSecret: (key: KeyFacts) => boolean,
): { key: KeyFacts } | SigningObstacle {
  if (now.getTime() / 1000 > 0xffff_ffff) return { obstacle: 'date-past-2106' };
  if (primary.revoked) return { obstacle: 'revoked', date: primary.revoked.date };
  if (primary.expires !== null && hasEnded(primary.expires, now)) {
    return { obstacle: 'expired', date: primary.expires };
  }
  const capable = [primary, ...subkeys].filter((key) => key.canSign);
  const usable = capable
    .filter((key) => !obstacleOf(key, now))
    .sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  const key = usable.find(hasSecret);
  if (key) return { key };
  if (usable.length > 0) return { obstacle: 'no-secret-half' };
  const [only] = capable;
  return (only && obstacleOf(only, now)) ?? { obstacle: 'no-signing-key' };
}

function obstacleOf(key: KeyFacts, now: Date): SigningObstacle | undefined {
  if (key.revoked) return { obstacle: 'signing-key-revoked' };
  if (hasEnded(key.expires, now)) return { obstacle: 'signing-key-expired' };
  const fault = weakness(key);
  if (fault) return { obstacle: 'signing-key-weak', fault };
  return isAhead(Date.parse(key.created), now) ? { obstacle: 'signing-key-future' } : undefined;
}

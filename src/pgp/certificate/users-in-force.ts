import type { SignaturePacket, UserIDPacket } from 'openpgp';
import { inForce, type Moment, oldest, revocationInForce } from './in-force.js';
import { time } from './self-signatures.js';
import type { VerifiedComponent } from './verify-component.js';

/** A component and the self-signature that is in force for it. */
export interface Signed<P> {
  packet: P;
  signature: SignaturePacket;
}

export interface UserInForce extends Signed<UserIDPacket> {
  revoked: boolean;
}

/**
 * The user IDs at a moment, the primary one first (RFC 9580 section 5.2.3.27). A soft revocation is undone by a newer
 * certification. Where none is left from that time, the oldest of each speaks.
 */
export function usersInForce(
  users: readonly VerifiedComponent<UserIDPacket>[],
  moment: Moment,
): { users: UserInForce[]; fromThen: boolean } {
  const then = collect(users, moment, (certifications) => inForce(certifications, moment));
  if (then.length > 0) return { users: then, fromThen: true };
  const later = collect(users, moment, (certifications) => oldest(certifications, moment.now));
  return { users: later.sort((a, b) => time(a.signature) - time(b.signature)), fromThen: false };
}

function collect(
  users: readonly VerifiedComponent<UserIDPacket>[],
  { at }: Moment,
  choose: (certifications: SignaturePacket[]) => SignaturePacket | undefined,
): UserInForce[] {
  const found: UserInForce[] = [];
  for (const { packet, certifications, revocations } of users) {
    const signature = choose(certifications);
    if (!signature) continue;
    const revocation = revocationInForce(revocations, at, 'last');
    const revoked =
      revocation !== null && (revocation.hard || Date.parse(revocation.date) >= time(signature));
    found.push({ packet, signature, revoked });
  }
  const flag = (user: UserInForce) => Number(user.signature.isPrimaryUserID ?? false);
  return found.sort((a, b) => flag(b) - flag(a) || time(b.signature) - time(a.signature));
}

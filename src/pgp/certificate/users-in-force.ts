import type { SignaturePacket, UserIDPacket } from 'openpgp';
import { inForce, revocationInForce, time } from './self-signatures.js';
import type { VerifiedComponent } from './verified-components.js';

/** A component and the self-signature that is in force for it. */
export interface Signed<P> {
  packet: P;
  signature: SignaturePacket;
}

export interface UserInForce extends Signed<UserIDPacket> {
  revoked: boolean;
}

/** The primary user ID first (RFC 9580 section 5.2.3.27). A soft revocation is undone by a newer certification. */
export function usersInForce(users: readonly VerifiedComponent<UserIDPacket>[], now: Date): UserInForce[] {
  const found: UserInForce[] = [];
  for (const { packet, certifications, revocations } of users) {
    const signature = inForce(certifications, now);
    if (!signature) continue;
    const revocation = revocationInForce(revocations, now, 'last');
    const revoked =
      revocation !== null && (revocation.hard || Date.parse(revocation.date) >= time(signature));
    found.push({ packet, signature, revoked });
  }
  const flag = (user: UserInForce) => Number(user.signature.isPrimaryUserID ?? false);
  return found.sort((a, b) => flag(b) - flag(a) || time(b.signature) - time(a.signature));
}

/**
 * Revocations that stand where they do not belong: before the primary key, behind another component (also one that is
 * not used, as a user attribute or a packet of a type that is not known), or in a block of their own beside the
 * certificate, as GnuPG writes the revocation that it keeps for each key. A revoked key is never used, so they are
 * tried on whatever they may revoke.
 */

import { isAnonymous, namesIssuer, readRawSignature } from './read/raw-signature.js';
import { checkSelfSignature } from './self-signatures.js';
import {
  type Checking,
  type Displaced,
  issuerOf,
  type Role,
  type VerifiedComponent,
} from './verify-component.js';

/** A component that a revocation may belong to. */
export interface Target {
  role: Role;
  found: VerifiedComponent<unknown>;
}

/** So many times a revocation is tried somewhere: a certificate can be flooded with them. */
const MOST_TRIES = 1024;

/** Puts each where it verifies, and passes over the rest. */
export async function placeDisplaced(
  { key, passedOver, displaced }: Checking,
  targets: readonly Target[],
): Promise<void> {
  let triesLeft = MOST_TRIES;
  for (const one of displaced) {
    const fitting = targets.filter(({ role }) => role.revocation === one.raw.type && role.name !== one.on);
    let placed = false;
    for (const { role, found } of fitting) {
      if (placed || triesLeft-- <= 0) break;
      const result = await checkSelfSignature(one.raw, key, role.data);
      placed = result.state === 'good';
      if (result.state === 'good' && !holds(found, one.raw.body)) found.revocations.push(result.packet);
    }
    if (one.claimed && !placed) passedOver.add('signature', 'not-verified', one.on);
  }
}

const holds = ({ revocations }: VerifiedComponent<unknown>, body: Buffer) =>
  revocations.some((known) => body.equals(known.write()));

/** Revocations of a file that stand on nothing of the certificate. */
export function displacedFrom(strays: readonly Buffer[], key: Checking['key']): Displaced[] {
  const issuer = issuerOf(key);
  return strays.flatMap((body) => {
    const raw = readRawSignature(body);
    if (typeof raw === 'string') return [];
    return [{ raw, claimed: namesIssuer(raw, issuer) || isAnonymous(raw), on: null }];
  });
}

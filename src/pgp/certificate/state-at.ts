import type { PublicSubkeyPacket, SignaturePacket, UserIDPacket } from 'openpgp';
import type { KeyFacts } from '../facts.js';
import type { SignerFacts } from '../policy/signature-dates.js';
import { inForce, type Moment, oldest, revocationAt, revocationInForce } from './in-force.js';
import { keyFacts } from './key-facts.js';
import { time } from './self-signatures.js';
import { type Signed, type UserInForce, usersInForce } from './users-in-force.js';
import type { VerifiedComponents } from './verified-components.js';

/** The self-signatures that speak for a certificate at a moment. */
export interface Ruling {
  direct: SignaturePacket | undefined;
  user: Signed<UserIDPacket> | undefined;
  /** By the subkey's fingerprint, as in the facts. */
  bindings: Map<string, Signed<PublicSubkeyPacket>>;
}

/** A certificate at a moment. */
export interface CertificateState {
  ruling: Ruling;
  /** What speaks for the primary key, the ruling one first; none: nothing does. */
  sources: SignaturePacket[];
  users: UserInForce[];
  subkeys: KeyFacts[];
}

/**
 * What the verified components say at a moment. Programs drop what was overruled (GnuPG keeps the newest signature
 * alone): where nothing is left from that time, the oldest that there is speaks.
 */
export function stateAt(
  { primary, users, subkeys, proven }: VerifiedComponents,
  moment: Moment,
): CertificateState {
  const found = usersInForce(users, moment);
  const user = found.users.find(({ revoked }) => !revoked) ?? found.users[0];
  const modern = primary.packet.version === 6;
  const late = modern || !found.fromThen ? oldest(primary.certifications, moment.now) : undefined;
  const direct = inForce(primary.certifications, moment) ?? late;
  // RFC 9580 section 5.2.3.10: of version 6, what concerns the whole certificate stands in the direct-key signature
  const sources = (modern ? [direct] : [user?.signature, direct]).filter((one) => one !== undefined);
  const bindings: Ruling['bindings'] = new Map();
  const facts: KeyFacts[] = [];
  for (const { packet, certifications, revocations } of subkeys) {
    // of two copies of a signature, the one with what proves it
    const inOrder = [...certifications].sort((a, b) => Number(proven.has(b)) - Number(proven.has(a)));
    const signature = inForce(inOrder, moment) ?? oldest(inOrder, moment.now);
    if (!signature) continue;
    const subkey = keyFacts(packet, [signature], revocationInForce(revocations, moment.now));
    bindings.set(subkey.fingerprint, { packet, signature });
    facts.push({ ...subkey, canSign: subkey.canSign && proven.has(signature) });
  }
  return { ruling: { direct, user, bindings }, sources, users: found.users, subkeys: facts };
}

/**
 * The facts of a key as a signature made at a moment meets them. A primary key that was revoked softly and certified
 * again counts again.
 *
 * @returns `undefined` where nothing speaks for the key
 */
export function signerAt(
  verified: VerifiedComponents,
  fingerprint: string,
  moment: Moment,
): SignerFacts | undefined {
  const { primary, users } = verified;
  const { sources, subkeys } = stateAt(verified, moment);
  const renewals = [primary, ...users].flatMap(({ certifications }) => certifications.map(time));
  const above = keyFacts(primary.packet, sources, revocationAt(primary.revocations, renewals, moment));
  const key = [above, ...subkeys].find((one) => one.fingerprint === fingerprint);
  return key && { key, primary: above };
}

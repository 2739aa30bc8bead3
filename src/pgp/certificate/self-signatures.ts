import { config, enums, type PublicKeyPacket, type PublicSubkeyPacket, type SignaturePacket } from 'openpgp';
import type { Revocation } from './facts.js';

export type KeyPacket = PublicKeyPacket | PublicSubkeyPacket;

/**
 * `good`; `rejected`: genuine, but not to be relied on (MD5, an unknown critical notation or subpacket); `bad`:
 * claims to be by this key and does not verify; `foreign`: by another key.
 */
export type Verdict = 'good' | 'rejected' | 'bad' | 'foreign';

/**
 * Checks a signature by the primary key over a component of its certificate, whatever its date. Dates are compared
 * in policy.ts and certificate.ts: OpenPGP.js's `date: null` leaves them alone.
 */
export async function verdict(
  signature: SignaturePacket,
  issuer: KeyPacket,
  type: enums.signature,
  data: object,
): Promise<Verdict> {
  if (!signature.issuerKeyID.equals(issuer.getKeyID())) return 'foreign';
  if (signature.unknownSubpackets.some((subpacket) => subpacket.critical)) return 'rejected';
  // a designated revoker: OpenPGP.js refuses such signatures
  if (signature.revocationKeyClass !== null) return 'rejected';
  const lenient = {
    ...config,
    rejectHashAlgorithms: new Set<enums.hash>(),
    knownNotations: signature.rawNotations.map((notation) => notation.name),
  };
  if (!(await verifies(signature, issuer, type, data, lenient))) return 'bad';
  return (await verifies(signature, issuer, type, data, config)) ? 'good' : 'rejected';
}

async function verifies(
  signature: SignaturePacket,
  issuer: KeyPacket,
  type: enums.signature,
  data: object,
  rules: typeof config,
): Promise<boolean> {
  try {
    await signature.verify(issuer, type, data, null as unknown as Date, false, rules);
    return true;
  } catch {
    return false;
  }
}

/** RFC 9580 section 5.2.3.31: the key was good until then, and messages to it stay secret. All else is hard. */
const SOFT: readonly (number | null)[] = [
  enums.reasonForRevocation.keyRetired,
  enums.reasonForRevocation.keySuperseded,
  enums.reasonForRevocation.userIDInvalid,
];

/**
 * The revocation in force among verified ones: a hard one, whatever its date, or a soft one that was not made after
 * `now`.
 *
 * @param which of several: a key stays revoked from the first on; of a user ID, which can be certified again, the
 *   last counts
 */
export function revocationInForce(
  signatures: readonly SignaturePacket[],
  now: Date,
  which: 'first' | 'last' = 'first',
): Revocation | null {
  const order = which === 'first' ? 1 : -1;
  const found = signatures
    .map((signature) => ({ hard: !SOFT.includes(signature.reasonForRevocationFlag), signature }))
    .filter(({ hard, signature }) => hard || time(signature) <= now.getTime())
    .sort((a, b) => Number(b.hard) - Number(a.hard) || order * (time(a.signature) - time(b.signature)))[0];
  if (!found) return null;
  const date = new Date(time(found.signature)).toISOString();
  return { date, hard: found.hard, reason: reasonWords(found.signature) };
}

/**
 * The self-signature in force among verified ones: the newest made no later than `now`; one that has expired itself
 * only where there is no other.
 */
export function inForce(signatures: readonly SignaturePacket[], now: Date): SignaturePacket | undefined {
  const past = signatures.filter((signature) => time(signature) <= now.getTime());
  const byAge = past.sort((a, b) => time(b) - time(a));
  return byAge.find((signature) => Number(signature.getExpirationTime()) > now.getTime()) ?? byAge[0];
}

export function time(signature: SignaturePacket): number {
  return Number(signature.created ?? Number.NaN);
}

const REASONS: Record<number, string> = {
  [enums.reasonForRevocation.keySuperseded]: 'superseded',
  [enums.reasonForRevocation.keyCompromised]: 'compromised',
  [enums.reasonForRevocation.keyRetired]: 'retired',
  [enums.reasonForRevocation.userIDInvalid]: 'user ID no longer valid',
};

function reasonWords(signature: SignaturePacket): string | null {
  const name = REASONS[signature.reasonForRevocationFlag ?? 0];
  return [name, signature.reasonForRevocationString].filter(Boolean).join(': ') || null;
}

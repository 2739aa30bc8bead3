import type { enums, PublicKeyPacket, PublicSubkeyPacket, SignaturePacket } from 'openpgp';
import type { Revocation } from '../facts.js';
import { isRevocation, revocationReasonName } from '../format/signature-fields.js';
import { countsInCertificate } from '../policy/hashes.js';
import { cryptographyAlone, OPENPGP_CONFIG } from '../policy/openpgp-config.js';
import { isAhead, isHard } from '../policy/validity.js';

export type KeyPacket = PublicKeyPacket | PublicSubkeyPacket;

/**
 * `good`; `rejected`: genuine, but not to be relied on (MD5, an unknown critical notation or subpacket); `bad`:
 * claims to be by this key and does not verify; `foreign`: by another key.
 */
export type SelfSignatureState = 'good' | 'rejected' | 'bad' | 'foreign';

/**
 * Checks a signature by the primary key over a component of its certificate. Its date is compared where it is put in
 * force (`inForce`): OpenPGP.js's `date: null` leaves dates alone.
 */
export async function checkSelfSignature(
  signature: SignaturePacket,
  issuer: KeyPacket,
  type: enums.signature,
  data: object,
): Promise<SelfSignatureState> {
  if (!signature.issuerKeyID.equals(issuer.getKeyID())) return 'foreign';
  if (signature.unknownSubpackets.some((subpacket) => subpacket.critical)) return 'rejected';
  // a designated revoker: OpenPGP.js refuses such signatures
  if (signature.revocationKeyClass !== null) return 'rejected';
  if (!(await verifies(signature, issuer, type, data))) return 'bad';
  const { knownNotations } = OPENPGP_CONFIG;
  if (signature.rawNotations.some(({ critical, name }) => critical && !knownNotations.includes(name))) {
    return 'rejected';
  }
  const made = { hash: signature.hashAlgorithm ?? 0, created: new Date(time(signature)) };
  return countsInCertificate(made, isRevocation(type) ? 'revocations' : 'certificates') ? 'good' : 'rejected';
}

async function verifies(
  signature: SignaturePacket,
  issuer: KeyPacket,
  type: enums.signature,
  data: object,
): Promise<boolean> {
  const config = cryptographyAlone(signature.rawNotations.map(({ name }) => name));
  try {
    await signature.verify(issuer, type, data, null as unknown as Date, false, config);
    return true;
  } catch {
    return false;
  }
}

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
    .map((signature) => ({ hard: isHard(signature.reasonForRevocationFlag), signature }))
    .filter(({ hard, signature }) => hard || !isAhead(time(signature), now))
    .sort((a, b) => Number(b.hard) - Number(a.hard) || order * (time(a.signature) - time(b.signature)))[0];
  if (!found) return null;
  const date = new Date(time(found.signature)).toISOString();
  return { date, hard: found.hard, reason: reasonOf(found.signature) };
}

/**
 * The self-signature in force among verified ones: the newest made no later than `now`; one that has expired itself
 * only where there is no other.
 */
export function inForce(signatures: readonly SignaturePacket[], now: Date): SignaturePacket | undefined {
  const past = signatures.filter((signature) => !isAhead(time(signature), now));
  const byAge = past.sort((a, b) => time(b) - time(a));
  return byAge.find((signature) => Number(signature.getExpirationTime()) > now.getTime()) ?? byAge[0];
}

export function time(signature: SignaturePacket): number {
  return Number(signature.created ?? Number.NaN);
}

/** The reason's name, and the owner's own text. */
function reasonOf({ reasonForRevocationFlag: flag, reasonForRevocationString: text }: SignaturePacket) {
  return [revocationReasonName(flag), text].filter(Boolean).join(': ') || null;
}

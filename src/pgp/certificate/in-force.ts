import type { SignaturePacket } from 'openpgp';
import type { Revocation } from '../facts.js';
import { revocationReasonName } from '../format/signature-fields.js';
import { isAhead, isHard } from '../policy/validity.js';
import { time } from './self-signatures.js';

/** The time for which a certificate is judged, and the present: nothing that was made after the present counts. */
export interface Moment {
  at: Date;
  now: Date;
}

/**
 * The self-signature in force among verified ones: the newest made no later than the moment; one that has expired
 * itself only where there is no other.
 */
export function inForce(
  signatures: readonly SignaturePacket[],
  { at, now }: Moment,
): SignaturePacket | undefined {
  const byAge = signatures
    .filter((signature) => !isAhead(time(signature), now) && !isAhead(time(signature), at))
    .sort((a, b) => time(b) - time(a));
  return byAge.find((signature) => endOf(signature) > at.getTime()) ?? byAge[0];
}

/** The oldest signature made no later than now: it counts where none is left from the moment itself. */
export function oldest(signatures: readonly SignaturePacket[], now: Date): SignaturePacket | undefined {
  return signatures
    .filter((signature) => !isAhead(time(signature), now))
    .sort((a, b) => time(a) - time(b))[0];
}

const endOf = (signature: SignaturePacket) => Number(signature.getExpirationTime());

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
  return found ? revocationOf(found.signature) : null;
}

/**
 * The revocation of a primary key as signatures of documents meet it: a soft one counts from its date until it expires
 * itself, or until the key's owner signs something for it anew; a hard one at every time.
 *
 * @param renewals when the key signed for itself and its user IDs; milliseconds
 */
export function revocationAt(
  signatures: readonly SignaturePacket[],
  renewals: readonly number[],
  { at, now }: Moment,
): Revocation | null {
  const counts = (signature: SignaturePacket) => {
    if (isHard(signature.reasonForRevocationFlag)) return true;
    const made = time(signature);
    const renewed = renewals.filter((renewal) => renewal > made && !isAhead(renewal, now));
    const end = Math.min(endOf(signature), ...renewed);
    return !isAhead(made, at) && !isAhead(made, now) && at.getTime() < end;
  };
  return revocationInForce(signatures.filter(counts), now);
}

function revocationOf(signature: SignaturePacket): Revocation {
  const { reasonForRevocationFlag: flag, reasonForRevocationString: text } = signature;
  // the reason's name, and the owner's own text
  const reason = [revocationReasonName(flag), text].filter(Boolean).join(': ') || null;
  return { date: new Date(time(signature)).toISOString(), hard: isHard(flag), reason };
}

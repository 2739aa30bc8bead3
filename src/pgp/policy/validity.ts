/**
 * Which dates count. What was made later than now never does: a key, a self-signature, a signature. A hard revocation
 * counts whatever its date.
 */
import { REVOCATION_REASON, type RevocationReason } from '../format/signature-fields.js';

/** Four octets hold the seconds of a date (RFC 9580 section 3.5): after so many milliseconds it begins anew, at 1970. */
const DATES_LAST = 2 ** 32 * 1000;

/**
 * Whether something was made later than now, or may have been: by a clock past 2106 a date of 1970 may stand for one
 * that is to come. No second is forgiven, so that a wrong clock is spoken of.
 */
export function isAhead(made: Date | number, now: Date): boolean {
  return Number(made) > now.getTime() || now.getTime() - Number(made) >= DATES_LAST;
}

/** Whether what ends at an instant (ISO 8601; `null`: never) has ended: it ends at that very second. */
export function hasEnded(end: string | null, now: Date): boolean {
  return end !== null && Date.parse(end) <= now.getTime();
}

/**
 * RFC 9580 section 5.2.3.31. After a soft revocation the key was good until then, and messages to it stay secret; all
 * else is hard: nothing by the key counts.
 */
const HARD: Record<RevocationReason, boolean> = {
  [REVOCATION_REASON.NONE]: true,
  [REVOCATION_REASON.SUPERSEDED]: false,
  [REVOCATION_REASON.COMPROMISED]: true,
  [REVOCATION_REASON.RETIRED]: false,
  [REVOCATION_REASON.USER_ID_INVALID]: false,
};

/** @param reason as the signature has it; `null`: it has none */
export function isHard(reason: number | null): boolean {
  return (HARD as Partial<Record<number, boolean>>)[reason ?? REVOCATION_REASON.NONE] ?? true;
}

/**
 * Which certificates may be encrypted to, which are warned about and which are refused. Everything here is a pure
 * function of verified facts and a date, so that it can be read in a minute and tested without a key.
 *
 * - Revoked (primary key, hard or soft): refused, whatever the date. RFC 9580 section 5.2.3.31.
 * - Made in the future (key or self-signature): never counts.
 * - RSA under 2048 bits, Elgamal, DSA and unknown algorithms: never count. RFC 9580 section 9.1.
 * - Expired: RFC 9580 section 5.2.3.13 leaves the consequence to the application. Expiry takes no secrecy away,
 *   and a refusal sends people to plain e-mail; so it is allowed and warned about, and refused under `--strict`.
 * - Of several encryption subkeys: of those valid now, the newest; only where expiry alone is in the way, of the
 *   unrevoked ones made no later than now, the one that expired last.
 */
import type { CertificateFacts, KeyFacts, Revocation } from './facts.js';

export const MIN_RSA_BITS = 2048;

/** Whether, and with which key, a message can be encrypted to a certificate. */
export type Usability =
  | { status: 'usable'; key: KeyFacts }
  | { status: 'expired'; key: KeyFacts; expired: string }
  | { status: 'revoked'; revocation: Revocation }
  | { status: 'no-encryption-key'; reason: string };

/** Judges a certificate at `now`. */
export function judge(facts: CertificateFacts, now: Date): Usability {
  const { primary } = facts;
  if (primary.revoked) return { status: 'revoked', revocation: primary.revoked };
  const weak = weakness(primary);
  if (weak) return { status: 'no-encryption-key', reason: `the primary key is ${weak}` };
  if (Date.parse(primary.created) > now.getTime()) {
    return { status: 'no-encryption-key', reason: 'the primary key is dated in the future' };
  }
  const capable = [primary, ...facts.subkeys].filter((key) => key.canEncrypt);
  const candidates = capable.filter(
    (key) => !key.revoked && !weakness(key) && Date.parse(key.created) <= now.getTime(),
  );
  const primaryExpired = expiredAt(primary, now);
  const valid = candidates.filter((key) => !expiredAt(key, now)).sort(newestFirst)[0];
  if (valid && !primaryExpired) return { status: 'usable', key: valid };
  const end = (key: KeyFacts) => Math.min(time(key.expires), time(primary.expires));
  const chosen = candidates.sort((a, b) => end(b) - end(a) || newestFirst(a, b))[0];
  if (!chosen) return noneLeft(capable);
  return { status: 'expired', key: chosen, expired: new Date(end(chosen)).toISOString() };
}

/** Why no key of this kind and size is used, or `undefined`. */
export function weakness(key: Pick<KeyFacts, 'algorithm' | 'bits'>): string | undefined {
  if (key.algorithm === 'RSA')
    return (key.bits ?? 0) < MIN_RSA_BITS ? `RSA of ${key.bits} bits, under ${MIN_RSA_BITS}` : undefined;
  if (/^(ECDH|ECDSA|EdDSA|X25519|X448|Ed25519|Ed448)$/.test(key.algorithm)) return undefined;
  return `of the unsupported algorithm ${key.algorithm}`;
}

function noneLeft(capable: readonly KeyFacts[]): Usability {
  const revoked = capable.find((key) => key.revoked)?.revoked;
  if (revoked) return { status: 'revoked', revocation: revoked };
  const weak = capable.map(weakness).find((reason) => reason !== undefined);
  if (weak) return { status: 'no-encryption-key', reason: `the encryption key is ${weak}` };
  if (capable.length > 0)
    return { status: 'no-encryption-key', reason: 'the encryption key is dated in the future' };
  return { status: 'no-encryption-key', reason: 'the certificate has no encryption key' };
}

function expiredAt(key: KeyFacts, now: Date): boolean {
  return key.expires !== null && Date.parse(key.expires) <= now.getTime();
}

const newestFirst = (a: KeyFacts, b: KeyFacts) => Date.parse(b.created) - Date.parse(a.created);

/** `null` is never. (`Infinity - Infinity` would be NaN.) */
const time = (date: string | null) => (date === null ? Number.MAX_SAFE_INTEGER : Date.parse(date));

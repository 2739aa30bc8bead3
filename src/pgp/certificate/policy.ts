/**
 * Which certificates may be encrypted to, which are warned about and which are refused. Everything here is a pure
 * function of verified facts and a date, so that it can be read in a minute and tested without a key. What does not
 * verify never becomes a fact (certificate.ts).
 *
 * - Revoked primary key, hard or soft: refused, whatever the date (RFC 9580 section 5.2.3.31). A revoked subkey
 *   never counts.
 * - Made in the future, key or self-signature: never counts.
 * - RSA under 2048 bits, Elgamal, DSA, secp256k1 and unknown algorithms: never count (RFC 9580 section 9.1; 12.4
 *   and NIST SP 800-57 on sizes).
 * - A version 4 certificate without a user ID in force: refused. Its preferences and expiry stand with the user ID
 *   (RFC 9580 section 10.1.1 lets one go without; none in use does).
 * - Expired: RFC 9580 section 5.2.3.13 leaves the consequence to the application. Expiry takes no secrecy away, and
 *   a refusal sends people to plain e-mail; so the vendor's certificate is used and warned about, and refused under
 *   `--strict`. The reporter's own (`--encrypt-to-self`) is always refused: its owner can renew it.
 * - Of several encryption keys: of those valid now, the newest; only where expiry alone is in the way, of the
 *   unrevoked ones made no later than now, the one that expired last. A key expires with its primary key at latest.
 */
import type { CertificateFacts, KeyFacts, Revocation } from './facts.js';

const MIN_RSA_BITS = 2048;

/** Whether, and with which key, a message can be encrypted to a certificate. */
export type Usability =
  | { status: 'usable'; key: KeyFacts }
  /** `what` of it has expired: the primary key and so all of it, or the encryption subkey alone. */
  | { status: 'expired'; key: KeyFacts; what: 'key' | 'subkey'; expired: string }
  | { status: 'revoked'; revocation: Revocation }
  | { status: 'no-encryption-key'; reason: string };

/** Judges a certificate at `now`. */
export function judge(facts: CertificateFacts, now: Date): Usability {
  const { primary, subkeys } = facts;
  if (primary.revoked) return { status: 'revoked', revocation: primary.revoked };
  const obstacle = primaryObstacle(facts, now);
  if (obstacle) return { status: 'no-encryption-key', reason: obstacle };
  const capable = [primary, ...subkeys].filter((key) => key.canEncrypt);
  const candidates = capable.filter((key) => !key.revoked && !weakness(key) && !madeAfter(key, now));
  const end = (key: KeyFacts) => Math.min(expiry(key), expiry(primary));
  const valid = candidates.filter((key) => end(key) > now.getTime()).sort(newestFirst)[0];
  if (valid) return { status: 'usable', key: valid };
  const last = candidates.sort((a, b) => end(b) - end(a) || newestFirst(a, b))[0];
  if (last) {
    const whole = last === primary || expiry(primary) <= now.getTime();
    const expired = new Date(expiry(whole ? primary : last)).toISOString();
    return { status: 'expired', key: last, what: whole ? 'key' : 'subkey', expired };
  }
  return noneLeft(capable, now);
}

function primaryObstacle({ primary, userIDs }: CertificateFacts, now: Date): string | undefined {
  const weak = weakness(primary);
  if (weak) return `the primary key is ${weak}`;
  if (madeAfter(primary, now)) return futureWords('the primary key', Date.parse(primary.created), now);
  if (primary.version < 6 && userIDs.length === 0) return 'no user ID of the certificate is in force';
  return undefined;
}

const ALGORITHMS = new Set(['RSA', 'ECDH', 'ECDSA', 'EdDSA', 'X25519', 'X448', 'Ed25519', 'Ed448']);

/** Why no key of this kind and size is used, or `undefined`. */
export function weakness(key: Pick<KeyFacts, 'algorithm' | 'bits' | 'curve'>): string | undefined {
  if (!ALGORITHMS.has(key.algorithm)) return `of the unsupported algorithm ${key.algorithm}`;
  if (key.curve === 'secp256k1') return 'on the unsupported curve secp256k1';
  if (key.algorithm === 'RSA' && (key.bits ?? 0) < MIN_RSA_BITS) {
    return `RSA of ${key.bits} bits, under ${MIN_RSA_BITS}`;
  }
  return undefined;
}

/** What signatures are verified with (RFC 9580 section 9.1): DSA is not among them. */
export const SIGNS: ReadonlySet<string> = new Set(['RSA', 'ECDSA', 'EdDSA', 'Ed25519', 'Ed448']);

/** OpenPGP.js verifies no others on Node.js: brainpool wants a module that it does not bring. */
const SIGNING_CURVES: ReadonlySet<string> = new Set(['nistP256', 'nistP384', 'nistP521', 'ed25519Legacy']);

/** Why no signature by a key of this kind is verified, or `undefined`. */
export function unverifiable({
  algorithm,
  curve,
}: Pick<KeyFacts, 'algorithm' | 'curve'>): string | undefined {
  if (!SIGNS.has(algorithm)) return `of the unsupported algorithm ${algorithm}`;
  return curve === null || SIGNING_CURVES.has(curve) ? undefined : `on the unsupported curve ${curve}`;
}

function noneLeft(capable: readonly KeyFacts[], now: Date): Usability {
  const revocation = capable.find((key) => key.revoked)?.revoked;
  if (revocation) return { status: 'revoked', revocation };
  const weak = capable.map(weakness).find((reason) => reason !== undefined);
  if (weak) return { status: 'no-encryption-key', reason: `the encryption key is ${weak}` };
  const [future] = capable;
  const reason = future
    ? futureWords('the encryption key', Date.parse(future.created), now)
    : 'the certificate has no encryption key';
  return { status: 'no-encryption-key', reason };
}

/** Of two dates that contradict each other it is mostly the computer's that is wrong. */
export function futureWords(what: string, made: number, now: Date): string {
  const [then, today] = [new Date(made), now].map((date) => date.toISOString().slice(0, 10));
  return `${what} is dated in the future, ${then}: check this computer's clock, which says ${today}`;
}

const madeAfter = (key: KeyFacts, now: Date) => Date.parse(key.created) > now.getTime();

const newestFirst = (a: KeyFacts, b: KeyFacts) => Date.parse(b.created) - Date.parse(a.created);

/** Milliseconds; `null` is never. (`Infinity - Infinity` would be NaN.) */
const expiry = (key: KeyFacts) => (key.expires === null ? Number.MAX_SAFE_INTEGER : Date.parse(key.expires));

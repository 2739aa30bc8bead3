/**
 * Which certificates may be encrypted to, which are warned about and which are refused, and with which key. Everything
 * here is a pure function of verified facts and a date, so that it can be read in a minute and tested without a key.
 * What does not verify never becomes a fact (pgp/certificate/).
 *
 * - Revoked primary key, hard or soft: refused, whatever the date (RFC 9580 section 5.2.3.31). A revoked subkey
 *   never counts.
 * - Made in the future, or of a kind or size that does not count: never (validity.ts, key-kinds.ts).
 * - A version 4 certificate whose user IDs are all revoked, or not in force: refused, as gpg does. One that never had
 *   any (RFC 9580 section 10.1.1) is used where a direct-key signature says what it is for.
 * - Expired: RFC 9580 section 5.2.3.13 leaves the consequence to the application. Expiry takes no secrecy away, and
 *   a refusal sends people to plain e-mail; so the vendor's certificate is used and warned about, and refused under
 *   `--strict`. The reporter's own (`--encrypt-to-self`) is always refused: its owner can renew it.
 * - Of several encryption keys: of those valid now, the newest; only where expiry alone is in the way, of the
 *   unrevoked ones made no later than now, the one that expired last. A key expires with its primary key at latest.
 */
import type { CertificateFacts, KeyFacts, Revocation } from '../facts.js';
import { type KeyFault, unverifiable, weakness } from './key-kinds.js';
import { hasEnded, isAhead } from './validity.js';

/** Whether, and with which key, a message can be encrypted to a certificate. */
export type EncryptionChoice =
  | { status: 'usable'; key: KeyFacts }
  /** `what` of it has expired: the primary key and so all of it, or the encryption subkey alone. */
  | { status: 'expired'; key: KeyFacts; what: 'key' | 'subkey'; expired: string }
  /** `what` of it was revoked: the primary key and so all of it, or each encryption subkey alone. */
  | { status: 'revoked'; what: 'key' | 'subkey'; revocation: Revocation }
  | { status: 'no-encryption-key'; obstacle: EncryptionObstacle };

/** Why there is no key to encrypt to; `which` key of the certificate it is about. */
export type EncryptionObstacle =
  | { obstacle: 'weak'; which: 'primary' | 'encryption'; fault: KeyFault }
  | { obstacle: 'future'; which: 'primary' | 'encryption'; created: string }
  | { obstacle: 'no-user-id' | 'no-key' };

/** Judges a certificate at `now`. */
export function chooseEncryptionKey(facts: CertificateFacts, now: Date): EncryptionChoice {
  const { primary, subkeys } = facts;
  if (primary.revoked) return { status: 'revoked', what: 'key', revocation: primary.revoked };
  const obstacle = primaryObstacle(facts, now);
  if (obstacle) return { status: 'no-encryption-key', obstacle };
  const capable = [primary, ...subkeys].filter((key) => key.canEncrypt);
  const candidates = capable.filter((key) => !key.revoked && !weakness(key) && !isMadeLater(key, now));
  const valid = candidates
    .filter((key) => !hasEnded(key.expires, now) && !hasEnded(primary.expires, now))
    .sort(newestFirst)[0];
  if (valid) return { status: 'usable', key: valid };
  const end = (key: KeyFacts) => Math.min(expiry(key), expiry(primary));
  const last = candidates.sort((a, b) => end(b) - end(a) || newestFirst(a, b))[0];
  if (last) {
    const whole = hasEnded(primary.expires, now);
    const expired = new Date(expiry(whole ? primary : last)).toISOString();
    return { status: 'expired', key: last, what: whole ? 'key' : 'subkey', expired };
  }
  return noneLeft(capable);
}

function primaryObstacle(
  { primary, userIDs, nameless }: CertificateFacts,
  now: Date,
): EncryptionObstacle | undefined {
  const fault = weakness(primary) ?? unverifiable(primary);
  if (fault) return { obstacle: 'weak', which: 'primary', fault };
  if (isMadeLater(primary, now)) return { obstacle: 'future', which: 'primary', created: primary.created };
  const unnamed = userIDs.length === 0 && !nameless;
  return primary.version < 6 && unnamed ? { obstacle: 'no-user-id' } : undefined;
}

function noneLeft(capable: readonly KeyFacts[]): EncryptionChoice {
  const revocation = capable.find((key) => key.revoked)?.revoked;
  if (revocation) return { status: 'revoked', what: 'subkey', revocation };
  return { status: 'no-encryption-key', obstacle: obstacleOf(capable) };
}

function obstacleOf(capable: readonly KeyFacts[]): EncryptionObstacle {
  const fault = capable.map(weakness).find((one) => one !== undefined);
  if (fault) return { obstacle: 'weak', which: 'encryption', fault };
  const [future] = capable;
  return future
    ? { obstacle: 'future', which: 'encryption', created: future.created }
    : { obstacle: 'no-key' };
}

const isMadeLater = (key: KeyFacts, now: Date) => isAhead(Date.parse(key.created), now);

const newestFirst = (a: KeyFacts, b: KeyFacts) => Date.parse(b.created) - Date.parse(a.created);

/** Milliseconds; `null` is never. (`Infinity - Infinity` would be NaN.) */
const expiry = (key: KeyFacts) => (key.expires === null ? Number.MAX_SAFE_INTEGER : Date.parse(key.expires));

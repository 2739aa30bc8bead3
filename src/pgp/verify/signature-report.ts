/** What came of one signature packet, as plain data: strings from the message are as they stood. */
import type { KeyFault } from '../policy/key-kinds.js';
import type { Reservation } from '../policy/signature-dates.js';

/** What came of a signature, and what that is about. */
export type SignatureFinding =
  | { status: 'good' | 'bad' | 'unknown-signer' | 'weak-hash' }
  | Reservation
  /** `type`: of the signature (RFC 9580 section 5.2.1). */
  | { status: 'wrong-type'; type: number }
  | { status: 'malformed'; why: 'damaged' | 'one-pass' }
  | { status: 'unsupported'; why: Unsupported };

export type SignatureStatus = SignatureFinding['status'];

/** What is not understood of a signature, so that nothing is known of it, not even that it is bad. */
export type Unsupported =
  | { what: 'version'; version: number }
  | { what: 'key-version'; signature: number; key: number }
  | { what: 'algorithm'; algorithm: string }
  | { what: 'key' | 'primary-key'; fault: KeyFault }
  /** No number that is known; or one that this system's OpenSSL does not have. */
  | { what: 'unknown-hash'; hash: number }
  | { what: 'hash-not-here'; hash: string }
  | { what: 'salt-length'; octets: number }
  | { what: 'subpacket-of-keys' | 'critical-subpacket'; type: number }
  | { what: 'critical-notation'; name: string }
  /** More hashes than are computed over so much data. */
  | { what: 'too-many-hashes' }
  | { what: 'invalid-utf8' };

/** One signature packet (RFC 9580 section 5.2) and what came of it. */
export type SignatureReport = SignatureFinding & SignatureOrigin;

/** What a signature packet says of itself, or our key that made it. */
export interface SignatureOrigin {
  /** Upper-case hex of the issuer as the packet names it, or of our key that made it. */
  keyID: string | null;
  fingerprint: string | null;
  /** Of the pinned key that it belongs to, by itself or as a subkey; `null`: it is none of ours. */
  primaryFingerprint: string | null;
  /** ISO 8601, UTC. */
  created: string | null;
  /** `SHA512`, … or `hash 99` for one without a name. */
  hash: string | null;
}

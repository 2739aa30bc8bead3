/** Facts about a certificate as plain data: only components whose self-signatures verify are in them. */
export interface CertificateFacts {
  /** Verified, unrevoked user IDs; the primary one first. As they stand: sanitise before printing. */
  userIDs: string[];
  primary: KeyFacts;
  subkeys: KeyFacts[];
}

/** One key packet (RFC 9580 section 5.5) and what its newest valid self-signature says of it. */
export interface KeyFacts {
  /** Upper-case hex: 40 digits (v4) or 64 (v6). */
  fingerprint: string;
  /** Upper-case hex, 16 digits. */
  keyID: string;
  version: number;
  /** `RSA`, `ECDH`, `EdDSA`, …; `bits` for RSA, Elgamal and DSA, `curve` for the rest. */
  algorithm: string;
  bits: number | null;
  curve: string | null;
  /** ISO 8601, UTC. */
  created: string;
  /** ISO 8601, UTC; `null`: never. */
  expires: string | null;
  revoked: Revocation | null;
  /** Of the key flags (RFC 9580 section 5.2.3.29). */
  canEncrypt: boolean;
  canSign: boolean;
}

export interface Revocation {
  date: string;
  /** Retired, superseded or a user ID no longer valid is soft; compromised or without a reason is hard. */
  hard: boolean;
  reason: string | null;
}

/** Facts about a certificate as plain data: only components whose self-signatures verify are in them. */
export interface CertificateFacts {
  /** Verified, unrevoked user IDs; the primary one first. As they stand: sanitise before printing. */
  userIDs: string[];
  /** It never had a user ID that it signed: a direct-key signature speaks for all of it. */
  nameless: boolean;
  primary: KeyFacts;
  subkeys: KeyFacts[];
  /** What is in the file and is not used: anybody can add to a published certificate. */
  passedOver: PassedOver[];
}

/** Parts of a certificate that are not used, by what they are, why, and where they stand. */
export interface PassedOver {
  what: 'user-id' | 'subkey' | 'signature' | 'revocation' | 'packet';
  /**
   * `unsigned`: without a signature of the primary key; `unsupported`: of a kind that is not known; `damaged`;
   * `not-verified`: names the key as its issuer and does not verify; `not-counted`: by the key, and not to be relied on
   * (a broken hash, a critical notation); `no-revoker`: a revocation in the name of a designated revoker, whose key is
   * not in the file.
   */
  why: 'unsigned' | 'unsupported' | 'damaged' | 'not-verified' | 'not-counted' | 'no-revoker';
  /** The user ID or the fingerprint of the key that it is or stands on; `null` where it has none that is known. */
  on: string | null;
  /** `version 5`, `algorithm 35`, `type 60`, where that is what is not known; of a revocation, who is to have made it. */
  kind: string | null;
  count: number;
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
  /**
   * Its numbers are none of a key's: RSA with an even modulus, or an exponent that is even or under 3; of a key that
   * is encrypted to, a point that is not on its curve or leads nowhere, or no way to wrap a session key.
   */
  unsound: boolean;
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

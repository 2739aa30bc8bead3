/** The numbers in a signature packet, but for its algorithms: RFC 9580 section 5.2. */

/** Section 5.2.1. */
export const SIGNATURE_TYPE = {
  BINARY: 0x00,
  TEXT: 0x01,
  CERTIFICATION_GENERIC: 0x10,
  CERTIFICATION_PERSONA: 0x11,
  CERTIFICATION_CASUAL: 0x12,
  CERTIFICATION_POSITIVE: 0x13,
  SUBKEY_BINDING: 0x18,
  PRIMARY_KEY_BINDING: 0x19,
  DIRECT_KEY: 0x1f,
  KEY_REVOCATION: 0x20,
  SUBKEY_REVOCATION: 0x28,
  CERTIFICATION_REVOCATION: 0x30,
} as const;

/** Whether a signature of this type takes back what another one said of a key, subkey or user ID. */
export function isRevocation(type: number): boolean {
  const { KEY_REVOCATION, SUBKEY_REVOCATION, CERTIFICATION_REVOCATION } = SIGNATURE_TYPE;
  return type === KEY_REVOCATION || type === SUBKEY_REVOCATION || type === CERTIFICATION_REVOCATION;
}

/** Section 5.2.3.7. */
export const SUBPACKET = {
  CREATION_TIME: 2,
  EXPIRATION_TIME: 3,
  EXPORTABLE: 4,
  KEY_EXPIRATION_TIME: 9,
  PREFERRED_CIPHERS: 11,
  REVOCATION_KEY: 12,
  ISSUER_KEY_ID: 16,
  NOTATION: 20,
  PREFERRED_HASHES: 21,
  PREFERRED_COMPRESSIONS: 22,
  KEY_SERVER_PREFERENCES: 23,
  PREFERRED_KEY_SERVER: 24,
  PRIMARY_USER_ID: 25,
  POLICY_URI: 26,
  KEY_FLAGS: 27,
  SIGNER_USER_ID: 28,
  FEATURES: 30,
  SIGNATURE_TARGET: 31,
  EMBEDDED_SIGNATURE: 32,
  ISSUER_FINGERPRINT: 33,
  PREFERRED_AEAD: 34,
  PREFERRED_CIPHER_SUITES: 39,
} as const;

export type SubpacketType = (typeof SUBPACKET)[keyof typeof SUBPACKET];

/** Section 5.2.3.31. */
export const REVOCATION_REASON = {
  NONE: 0,
  SUPERSEDED: 1,
  COMPROMISED: 2,
  RETIRED: 3,
  USER_ID_INVALID: 32,
} as const;

export type RevocationReason = (typeof REVOCATION_REASON)[keyof typeof REVOCATION_REASON];

const REASON_NAMES: Record<RevocationReason, string | null> = {
  [REVOCATION_REASON.NONE]: null,
  [REVOCATION_REASON.SUPERSEDED]: 'superseded',
  [REVOCATION_REASON.COMPROMISED]: 'compromised',
  [REVOCATION_REASON.RETIRED]: 'retired',
  [REVOCATION_REASON.USER_ID_INVALID]: 'user ID no longer valid',
};

/** What the standard calls a reason; `null` for none, and for one that it does not know. */
export function revocationReasonName(reason: number | null): string | null {
  return (REASON_NAMES as Partial<Record<number, string | null>>)[reason ?? REVOCATION_REASON.NONE] ?? null;
}

import { type FailureCode, Refusal } from '../../errors.js';
import type { KeyFault } from '../policy/key-kinds.js';

/** What a file with a key in it is read as. */
export type WantedKey = 'certificate' | 'secret-key';

/** Why a certificate is refused. Dates are milliseconds; fingerprints and pins upper-case hex. */
export type CertificateReason =
  | { reason: 'certificate-secret' | 'certificate-none' | 'certificate-unreadable' }
  | { reason: 'certificate-several'; count: number }
  | { reason: 'key-other-data'; wanted: WantedKey }
  | { reason: 'key-several-blocks'; wanted: WantedKey; count: number }
  | { reason: 'certificate-damaged'; damage: CertificateDamage }
  | { reason: 'certificate-nothing-verifies' | 'certificate-nothing-in-force' }
  | { reason: 'certificate-unverifiable'; fault: KeyFault }
  | { reason: 'certificate-future'; made: number; now: number }
  | { reason: 'pin-mismatch'; fingerprint: string; pin: string }
  | { reason: 'revocation-foreign' | 'signature-stray' };

/** What is in a certificate and does not verify. */
export type CertificateDamage =
  | { damage: 'unreadable-signature' }
  | { damage: 'bad-signature' | 'no-self-signature'; part: CertificatePart };

/** User IDs as they stand, to be sanitised before they are shown. */
export type CertificatePart =
  | { part: 'primary-key' | 'unknown-subkey' }
  | { part: 'user-id'; userID: string }
  | { part: 'subkey'; fingerprint: string };

/** @param cause the error of OpenPGP.js, for a trace */
export function refuseCertificate(
  code: FailureCode,
  facts: CertificateReason,
  cause?: unknown,
): Refusal<CertificateReason> {
  return new Refusal(code, facts, { cause });
}

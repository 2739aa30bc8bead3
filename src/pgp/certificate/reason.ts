import { type FailureCode, Refusal } from '../../errors.js';
import type { PassedOver } from '../facts.js';
import type { KeyFault } from '../policy/key-kinds.js';

/** What a file with a key in it is read as. */
export type WantedKey = 'certificate' | 'secret-key';

/** What a file is in which no key can be read. Nothing is undone here: what came of it could be another key. */
export type UnreadableForm =
  | 'empty'
  | 'text'
  | 'truncated'
  | 'headless'
  | 'quoted-printable'
  | 'json'
  | 'one-line'
  | 'dashes'
  | 'mid-packet'
  | 'damaged';

/** What a key is that this program knows nothing of: of a kind to come, or of another standard. */
export type UnknownKind =
  | { unknown: 'version'; version: number }
  | { unknown: 'algorithm'; algorithm: string }
  | { unknown: 'curve' };

/** Why a certificate is refused. Dates are milliseconds; fingerprints and pins upper-case hex. */
export type CertificateReason =
  | { reason: 'certificate-secret' | 'certificate-none' }
  | { reason: 'certificate-unreadable'; form: UnreadableForm }
  | { reason: 'certificate-several'; count: number }
  | { reason: 'certificate-unknown-kind'; kind: UnknownKind }
  | { reason: 'certificate-damaged'; part: PassedOver }
  | { reason: 'key-other-data'; wanted: WantedKey }
  /** `certificate-no-user-id`: as key servers hand out what nobody confirmed. */
  | { reason: 'certificate-nothing-verifies' | 'certificate-nothing-in-force' | 'certificate-no-user-id' }
  /** Its self-signatures are genuine, and none is to be relied on. */
  | { reason: 'certificate-nothing-counts' }
  | { reason: 'certificate-unverifiable'; fault: KeyFault }
  | { reason: 'certificate-future'; made: number; now: number }
  | { reason: 'pin-mismatch'; fingerprint: string; pin: string }
  | { reason: 'revocation-foreign' | 'signature-stray' };

/** @param cause the error of OpenPGP.js, for a trace */
export function refuseCertificate(
  code: FailureCode,
  facts: CertificateReason,
  cause?: unknown,
): Refusal<CertificateReason> {
  return new Refusal(code, facts, { cause });
}

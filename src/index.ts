/**
 * The library: what the program does, for other programs. `docs/library.md` shows it at work.
 *
 * @packageDocumentation
 */
export type { Manifest, Notice } from './bundle/manifest.js';
export { Failure, type FailureCode } from './errors.js';
export {
  type Encrypted,
  type EncryptOptions,
  encrypt,
  judge,
  type Usability,
} from './library/encrypt-source.js';
export type { Source } from './library/source.js';
export { type LoadOptions, loadBundle, type Vendor } from './library/vendor-handle.js';
export { type Verified, type VerifyRequest, verify } from './library/verify-source.js';
export type { CertificateFacts, KeyFacts, Revocation } from './pgp/facts.js';
export type { SignatureReport } from './pgp/verify/signature-report.js';
export type { Encryption, Kind, Recipient, Verdict } from './pgp/verify/verification.js';

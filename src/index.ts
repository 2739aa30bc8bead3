/**
 * The library: what the program does, for other programs. `docs/library.md` shows it at work.
 *
 * @packageDocumentation
 */
export type { KeyUse, Manifest, Notice, PinnedKey, SecurityTxtFields, Successor } from './bundle/manifest.js';
export { Failure, type FailureCode } from './errors.js';
export {
  composeReport,
  encryptMail,
  type MailOptions,
  type MailPart,
} from './library/encrypt-mail-source.js';
export type { CommonOptions, Encrypted, EncryptOptions } from './library/encrypt-options.js';
export {
  encrypt,
  judge,
  type Usability,
} from './library/encrypt-source.js';
export type { Source } from './library/source.js';
export { type LoadOptions, loadBundle, type Vendor, type VendorKey } from './library/vendor-handle.js';
export { type Verified, type VerifyRequest, verify } from './library/verify-source.js';
export type { CertificateFacts, KeyFacts, Revocation } from './pgp/facts.js';
export type { SignatureReport } from './pgp/verify/signature-report.js';
export type { Encryption, Kind, Recipient, Verdict } from './pgp/verify/verification.js';
export type { ReportFieldName } from './report/report-fields.js';

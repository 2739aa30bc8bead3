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
  type LoadOptions,
  loadBundle,
  type Source,
  type Vendor,
} from './library.js';
export type { CertificateFacts, KeyFacts, Revocation } from './pgp/certificate/facts.js';
export { judge, type Usability } from './pgp/certificate/policy.js';

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
  type LoadOptions,
  loadBundle,
  type Source,
  type Usability,
  type Vendor,
} from './library.js';
export type { CertificateFacts, KeyFacts, Revocation } from './pgp/facts.js';

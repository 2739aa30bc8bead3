export { Failure, type FailureCode } from './errors.js';
export type { CertificateFacts, KeyFacts, Revocation } from './pgp/facts.js';
export { judge, type Usability } from './pgp/policy.js';

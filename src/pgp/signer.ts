import type { PrivateKey } from 'openpgp';

/** A secret key ready to sign. */
export interface Signer {
  /** Upper-case hex, of the primary key. */
  fingerprint: string;
  options: { signingKeys: PrivateKey; date: Date };
}

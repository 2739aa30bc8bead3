import { config, type enums } from 'openpgp';
import { keyAlgorithmNumbers } from '../format/algorithms.js';
import { neverCounts } from './hashes.js';
import { MIN_RSA_BITS, UNUSED_ALGORITHMS, UNUSED_CURVES } from './key-kinds.js';
import { KNOWN_NOTATIONS } from './notations.js';

/** Named one by one, so that another version of OpenPGP.js cannot change what counts. */
export const OPENPGP_CONFIG: typeof config = {
  ...config,
  minRSABits: MIN_RSA_BITS,
  rejectPublicKeyAlgorithms: new Set<enums.publicKey>(UNUSED_ALGORITHMS.flatMap(keyAlgorithmNumbers)),
  rejectCurves: new Set(UNUSED_CURVES as enums.curve[]),
  rejectHashAlgorithms: new Set<enums.hash>(neverCounts('certificates')),
  rejectMessageHashAlgorithms: new Set<enums.hash>(neverCounts('messages')),
  knownNotations: [...KNOWN_NOTATIONS],
  allowUnauthenticatedMessages: false,
  allowUnauthenticatedStream: false,
  allowInsecureDecryptionWithSigningKeys: false,
  allowInsecureVerificationWithReformattedKeys: false,
  allowMissingKeyFlags: false,
};

/**
 * For signing with a key of which it is known here that it may sign: OpenPGP.js refuses one of which only its direct-key
 * signature says so, and not its user ID (RFC 9580 section 5.2.3.10).
 */
export const SIGNING_CONFIG: typeof config = { ...OPENPGP_CONFIG, allowMissingKeyFlags: true };

/**
 * For verifying the cryptography alone: what else counts is asked here, and each refusal has its own reason.
 *
 * @param notations names that OpenPGP.js is to take for known
 */
export function cryptographyAlone(notations: readonly string[] = []): typeof config {
  return {
    ...OPENPGP_CONFIG,
    rejectHashAlgorithms: new Set(),
    rejectMessageHashAlgorithms: new Set(),
    knownNotations: [...notations],
  };
}

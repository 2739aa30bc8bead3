/** Whose a signature may be, and what keeps it from being verified at all: decided before any cryptography. */
import { SIGNS, unverifiable } from '../../certificate/policy.js';
import { hashInfo, hashName, isWeakHash, keyAlgorithmName } from '../../format/algorithms.js';
import type { ParsedSignature } from '../packets/signature-packet.js';
import type { Trust, TrustedKey } from '../trust.js';
import type { SignatureStatus } from '../types.js';

/** The signature types that sign a document (RFC 9580 section 5.2.1). */
export const BINARY = 0;
export const TEXT = 1;

/** What a signature is looked at for. */
export interface Expected {
  trust: Trust;
  /** The types that count here: only text in the cleartext framework (section 7). */
  types: readonly number[];
}

interface Obstacle {
  obstacle: SignatureStatus;
  key: TrustedKey | undefined;
  about?: string;
}

/** The keys that may have made a signature; or why it need not be verified, whoever made it. */
export function candidates(signature: ParsedSignature, given: Expected): { keys: TrustedKey[] } | Obstacle {
  const named = issuerKeys(signature, given.trust);
  if (named.length === 0) return { obstacle: 'unknown-signer', key: undefined };
  // section 5.2: a version 6 signature only by a version 6 key, and by that key no other
  const keys = named.filter(({ facts }) => facts.version === signature.version);
  const [key] = keys;
  if (!key) return { obstacle: 'unsupported', key: named[0], about: versionWords(signature, named) };
  if (!given.types.includes(signature.type)) {
    const about = `0x${signature.type.toString(16).padStart(2, '0')}`;
    return { obstacle: 'wrong-type', key, about };
  }
  const kind = obstacleOfKind(signature, key, given.trust.primary);
  if (kind) return kind;
  const { notUnderstood } = signature;
  if (notUnderstood !== undefined)
    return { obstacle: 'unsupported', key, about: `a signature with ${notUnderstood}` };
  if (hashIsWeak(signature)) return { obstacle: 'weak-hash', key, about: hashName(signature.hash) };
  return { keys };
}

/** Algorithms that sign nothing; a signature that names one of them is as impossible as one by a key of that kind. */
const ENCRYPTS_ONLY = new Set(['Elgamal', 'ECDH', 'X25519', 'X448']);

/** An algorithm or a curve that is not verified here: nothing is known of such a signature, not even that it is bad. */
function obstacleOfKind(
  { algorithm }: ParsedSignature,
  key: TrustedKey,
  primary: TrustedKey,
): Obstacle | undefined {
  const name = keyAlgorithmName(algorithm);
  const encrypts = [name, key.facts.algorithm].find((one) => ENCRYPTS_ONLY.has(one));
  if (encrypts) return { obstacle: 'key-cannot-sign', key, about: `${encrypts} only encrypts` };
  if (!SIGNS.has(name)) return { obstacle: 'unsupported', key, about: `a signature made with ${name}` };
  const own = unverifiable(key.facts);
  if (own) return { obstacle: 'unsupported', key, about: `a signature by a key ${own}` };
  const above = unverifiable(primary.facts);
  return above
    ? { obstacle: 'unsupported', key, about: `a signature under a primary key ${above}` }
    : undefined;
}

/** EdDSA wants at least as many bits as its own hash (sections 5.2.3.3 to 5.2.3.5). */
function hashIsWeak(signature: ParsedSignature): boolean {
  const bits = hashInfo(signature.hash)?.bits ?? 0;
  const least = signature.algorithm === 28 ? 512 : [22, 27].includes(signature.algorithm) ? 256 : 0;
  return isWeakHash(signature.hash) || bits < least;
}

/** Our keys that the signature names; all of them where it names none. A fingerprint counts more than a key ID. */
function issuerKeys(signature: ParsedSignature, trust: Trust): TrustedKey[] {
  const { fingerprints, keyIDs } = signature.issuers;
  if (fingerprints.length > 0) {
    return trust.keys.filter(({ facts }) => fingerprints.includes(facts.fingerprint));
  }
  return keyIDs.length > 0 ? trust.keys.filter(({ facts }) => keyIDs.includes(facts.keyID)) : trust.keys;
}

function versionWords(signature: ParsedSignature, keys: readonly TrustedKey[]): string {
  return `a version ${signature.version} signature by a version ${keys[0]?.facts.version} key`;
}

/**
 * Which kinds and sizes of keys count. RSA under 2047 bits, Elgamal, DSA, brainpool, secp256k1 and what has no row here
 * never do (RFC 9580 sections 9.1 and 12.4, and NIST SP 800-57 on sizes).
 */
import type { CertificateFacts, KeyFacts } from '../facts.js';
import type { CurveName, KeyAlgorithmName } from '../format/algorithms.js';

/** A product of two primes of 1024 bits each can have one bit less than 2048, and programs of old made such keys. */
export const MIN_RSA_BITS = 2047;

interface Rule {
  /** Such a key may be encrypted to or signed with. */
  used: boolean;
  /** Signatures by such a key are verified. */
  verified: boolean;
}

const ALGORITHMS: Record<KeyAlgorithmName, Rule> = {
  RSA: { used: true, verified: true },
  Elgamal: { used: false, verified: false },
  DSA: { used: false, verified: false },
  ECDH: { used: true, verified: false },
  ECDSA: { used: true, verified: true },
  EdDSA: { used: true, verified: true },
  X25519: { used: true, verified: false },
  X448: { used: true, verified: false },
  Ed25519: { used: true, verified: true },
  Ed448: { used: true, verified: true },
};

/**
 * OpenPGP.js verifies nothing on brainpool's curves under Node.js: it wants a module that it does not bring. They are
 * not encrypted to either: a kind of key is supported or it is not.
 */
const CURVES: Record<CurveName, Rule> = {
  nistP256: { used: true, verified: true },
  nistP384: { used: true, verified: true },
  nistP521: { used: true, verified: true },
  ed25519Legacy: { used: true, verified: true },
  curve25519Legacy: { used: true, verified: false },
  brainpoolP256r1: { used: false, verified: false },
  brainpoolP384r1: { used: false, verified: false },
  brainpoolP512r1: { used: false, verified: false },
  secp256k1: { used: false, verified: false },
};

/** Why a key does not count. */
export type KeyFault =
  | { fault: 'algorithm'; algorithm: string }
  | { fault: 'curve'; curve: string }
  | { fault: 'unsound' }
  | { fault: 'rsa-bits'; bits: number | null; least: number };

type KeyKind = Pick<KeyFacts, 'algorithm' | 'curve'>;

/** Why no key of this kind and size is encrypted to or signed with, or `undefined`. */
export function weakness(key: KeyKind & Pick<KeyFacts, 'bits' | 'unsound'>): KeyFault | undefined {
  const fault = faultOf(key, 'used');
  if (fault) return fault;
  if (key.unsound) return { fault: 'unsound' };
  const small = key.algorithm === 'RSA' && (key.bits ?? 0) < MIN_RSA_BITS;
  return small ? { fault: 'rsa-bits', bits: key.bits, least: MIN_RSA_BITS } : undefined;
}

/** Why no signature by a key of this kind is verified, or `undefined`. */
export function unverifiable(key: KeyKind): KeyFault | undefined {
  return faultOf(key, 'verified');
}

/** Why nothing at all of a certificate is verified: its facts hold the primary key's own and no others. */
export function nothingVerified({ primary, userIDs, subkeys }: CertificateFacts): KeyFault | undefined {
  return userIDs.length + subkeys.length === 0 && !primary.revoked ? unverifiable(primary) : undefined;
}

/** Whether signatures that name this algorithm are verified. */
export function isVerified(algorithm: string): boolean {
  return ruleFor(ALGORITHMS, algorithm)?.verified === true;
}

function faultOf({ algorithm, curve }: KeyKind, use: keyof Rule): KeyFault | undefined {
  if (!ruleFor(ALGORITHMS, algorithm)?.[use]) return { fault: 'algorithm', algorithm };
  return curve === null || ruleFor(CURVES, curve)?.[use] ? undefined : { fault: 'curve', curve };
}

function ruleFor(rules: Partial<Record<string, Rule>>, name: string): Rule | undefined {
  return rules[name];
}

/** Algorithms and curves that are not used, for OpenPGP.js. */
export const UNUSED_ALGORITHMS = namesUnused(ALGORITHMS);
export const UNUSED_CURVES = namesUnused(CURVES);

function namesUnused<Name extends string>(rules: Record<Name, Rule>): Name[] {
  return (Object.keys(rules) as Name[]).filter((name) => !rules[name].used);
}

/**
 * Which hashes count in a signature. MD5, SHA-1 and RIPEMD-160 are broken, or nearly, and RFC 9580 section 9.5 forbids
 * them in new signatures; in the self-signatures of certificates SHA-1 still counts, since many of them are older than
 * that and were never made again. To refuse a hash sooner is to change its row.
 */
import { HASH_NUMBERS, type HashName, hashInfo, keyAlgorithmName } from '../format/algorithms.js';

/** `before`: signatures made before that day count (ISO 8601, UTC); the date is the signature's own word. */
export type HashRule = 'always' | 'never' | { before: string };

interface HashRules {
  /** Self-signatures of a certificate, but for revocations. */
  certificates: HashRule;
  /** Revocations: what is refused here leaves a key in force that its owner has revoked. */
  revocations: HashRule;
  /** Signatures of documents. */
  messages: HashRule;
}

const HASHES: Record<HashName, HashRules> = {
  MD5: { certificates: 'never', revocations: 'never', messages: 'never' },
  SHA1: { certificates: 'always', revocations: 'always', messages: 'never' },
  RIPEMD160: { certificates: 'never', revocations: 'never', messages: 'never' },
  SHA224: { certificates: 'always', revocations: 'always', messages: 'always' },
  SHA256: { certificates: 'always', revocations: 'always', messages: 'always' },
  SHA384: { certificates: 'always', revocations: 'always', messages: 'always' },
  SHA512: { certificates: 'always', revocations: 'always', messages: 'always' },
  'SHA3-256': { certificates: 'always', revocations: 'always', messages: 'always' },
  'SHA3-512': { certificates: 'always', revocations: 'always', messages: 'always' },
};

/** EdDSA wants at least as many bits as its own hash has (sections 5.2.3.3 to 5.2.3.5). */
const LEAST_BITS: Partial<Record<string, number>> = { EdDSA: 256, Ed25519: 256, Ed448: 512 };

/** A signature as far as its hash goes; the numbers are those of RFC 9580 section 9. */
interface Hashed {
  hash: number;
  created: Date;
}

/** @param where what the self-signature says: that a component belongs to the certificate, or no longer */
export function countsInCertificate(
  { hash, created }: Hashed,
  where: 'certificates' | 'revocations',
): boolean {
  const info = hashInfo(hash);
  return info !== undefined && allows(HASHES[info.name][where], created);
}

export function countsInMessage({ hash, created, algorithm }: Hashed & { algorithm: number }): boolean {
  const info = hashInfo(hash);
  if (!info || info.bits < (LEAST_BITS[keyAlgorithmName(algorithm)] ?? 0)) return false;
  return allows(HASHES[info.name].messages, created);
}

export function allows(rule: HashRule, created: Date): boolean {
  return typeof rule === 'string' ? rule === 'always' : created.getTime() < Date.parse(rule.before);
}

/** The numbers of the hashes that never count, for OpenPGP.js: it knows no dates, so a dated rule is for us to hold. */
export function neverCounts(where: keyof HashRules): number[] {
  return HASH_NUMBERS.filter((number) => {
    const info = hashInfo(number);
    return info && HASHES[info.name][where] === 'never';
  });
}

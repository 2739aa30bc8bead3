import { enums, type SignaturePacket } from 'openpgp';
import type { KeyFacts, Revocation } from '../facts.js';
import { keyAlgorithm, keyAlgorithmName } from '../format/algorithms.js';
import type { KeyPacket } from './self-signatures.js';
import { hasSoundNumbers } from './sound-numbers.js';

/**
 * What a key packet is and what its self-signatures in force say of it.
 *
 * @param signatures the ruling one first. The flags of the first that has some count; of the expiry dates, and of when
 *   the signatures themselves expire, the first
 */
export function keyFacts(
  packet: KeyPacket,
  signatures: readonly SignaturePacket[],
  revoked: Revocation | null,
): KeyFacts {
  const { bits, curve } = packet.getAlgorithmInfo() as { bits?: number; curve?: string };
  const flags = signatures.find(({ keyFlags }) => keyFlags !== null)?.keyFlags?.[0] ?? 0;
  const encryption = enums.keyFlags.encryptCommunication | enums.keyFlags.encryptStorage;
  const expires = Math.min(...signatures.map((signature) => expiry(packet, signature)));
  return {
    fingerprint: packet.getFingerprint().toUpperCase(),
    keyID: packet.getKeyID().toHex().toUpperCase(),
    version: packet.version,
    algorithm: keyAlgorithmName(packet.algorithm),
    bits: bits ?? null,
    curve: curve ?? null,
    unsound: !hasSoundNumbers(packet),
    created: packet.created.toISOString(),
    expires: Number.isFinite(expires) ? new Date(expires).toISOString() : null,
    revoked,
    canEncrypt: (flags & encryption) !== 0 && keyAlgorithm(packet.algorithm)?.encrypts === true,
    canSign: (flags & enums.keyFlags.signData) !== 0,
  };
}

/** RFC 9580 sections 5.2.3.13 (key) and 5.2.3.18 (signature). */
function expiry(packet: KeyPacket, signature: SignaturePacket): number {
  const key =
    signature.keyNeverExpires === false
      ? packet.created.getTime() + (signature.keyExpirationTime ?? 0) * 1000
      : Number.POSITIVE_INFINITY;
  return Math.min(key, Number(signature.getExpirationTime()));
}

import type { PublicKeyPacket, PublicSubkeyPacket } from 'openpgp';
import { platform } from '../../../platform/index.js';
import { keyAlgorithm, keyAlgorithmName } from '../../format/algorithms.js';
import type { UnknownKind } from '../reason.js';

/** The octets and the hash that fingerprints are made of (RFC 9580 section 5.5.4; 5 is LibrePGP's). */
const FINGERPRINTS: Partial<Record<number, { octet: number; width: 2 | 4; hash: string }>> = {
  4: { octet: 0x99, width: 2, hash: 'sha1' },
  5: { octet: 0x9a, width: 4, hash: 'sha256' },
  6: { octet: 0x9b, width: 4, hash: 'sha256' },
};

/** The fingerprint of a key packet of any algorithm, upper-case hex; `null` for a version without a rule for it. */
export function fingerprintOf(body: Buffer): string | null {
  const rule = FINGERPRINTS[body[0] ?? 0];
  if (!rule || body.length >= 2 ** (8 * rule.width)) return null;
  const head = Buffer.alloc(1 + rule.width);
  head.writeUInt8(rule.octet);
  head.writeUIntBE(body.length, 1, rule.width);
  const digest = platform.hash(rule.hash).update(head).update(body).digest();
  return Buffer.from(digest).toString('hex').toUpperCase();
}

/** Reads the body of a key packet (section 5.5.2) into `packet`, a new one of OpenPGP.js. */
export async function readKeyPacket<P extends PublicKeyPacket | PublicSubkeyPacket>(
  body: Buffer,
  packet: P,
): Promise<P | UnknownKind | 'damaged'> {
  const [version = 0, algorithm = 0] = [body[0], body[5]];
  if (version !== 4 && version !== 6) return { unknown: 'version', version };
  const known = keyAlgorithm(algorithm);
  if (!known) return { unknown: 'algorithm', algorithm: keyAlgorithmName(algorithm) };
  try {
    await (packet as unknown as { read(body: Buffer): Promise<number> }).read(body);
  } catch (error) {
    return error instanceof Error && error.name === 'UnsupportedError' ? { unknown: 'curve' } : 'damaged';
  }
  // OpenPGP.js passes over what it does not need, and writes the rest anew: a key with two fingerprints is none
  return packet.getFingerprint().toUpperCase() === fingerprintOf(body) ? packet : 'damaged';
}

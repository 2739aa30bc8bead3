import { type enums, type PublicKeyPacket, type PublicSubkeyPacket, SignaturePacket } from 'openpgp';
import { isRevocation } from '../format/signature-fields.js';
import { countsInCertificate } from '../policy/hashes.js';
import { cryptographyAlone, OPENPGP_CONFIG } from '../policy/openpgp-config.js';
import type { RawSignature } from './read/raw-signature.js';

export type KeyPacket = PublicKeyPacket | PublicSubkeyPacket;

/** What a signature is made over, as OpenPGP.js wants it. */
export type SignedData = object;

/**
 * What came of a signature over a component of a certificate: `good`; `not-counted`: by this key, but not to be relied
 * on (a broken hash, an unknown critical notation or subpacket); `not-verified`; `damaged`.
 */
export type SelfSignature =
  | { state: 'good'; packet: SignaturePacket }
  | { state: 'not-counted' | 'not-verified' | 'damaged' };

/**
 * Checks whether `issuer` made a signature, whomever it names: issuers are hints. Its date is compared where it is put
 * in force (in-force.ts): OpenPGP.js's `date: null` leaves dates alone.
 */
export async function checkSelfSignature(
  raw: RawSignature,
  issuer: KeyPacket,
  data: SignedData,
): Promise<SelfSignature> {
  // RFC 9580 section 5.2: a version 6 signature only by a version 6 key, and by that key no other
  if (raw.algorithm !== issuer.algorithm || raw.version !== issuer.version) return { state: 'not-verified' };
  const packet = readBare(raw, issuer);
  if (!packet) return { state: 'damaged' };
  const { unknownSubpackets, rawNotations } = packet;
  const revokes = isRevocation(raw.type);
  // section 5.2.3.7 has a reader refuse what is critical and not known; but a revocation must not go away for that
  if (revokes) Object.assign(packet, { unknownSubpackets: [] });
  else if (unknownSubpackets.some(({ critical }) => critical)) return { state: 'not-counted' };
  // a designated revoker (designated-revokers.ts): OpenPGP.js refuses the signatures that name one (#1113)
  Object.assign(packet, { revocationKeyClass: null });
  if (!(await verifies(packet, issuer, data))) return { state: 'not-verified' };
  const { knownNotations } = OPENPGP_CONFIG;
  const unknown = rawNotations.some(({ critical, name }) => critical && !knownNotations.includes(name));
  if (unknown && !revokes) return { state: 'not-counted' };
  const made = { hash: packet.hashAlgorithm ?? 0, created: new Date(time(packet)) };
  const counts = countsInCertificate(made, revokes ? 'revocations' : 'certificates');
  return counts ? { state: 'good', packet } : { state: 'not-counted' };
}

/**
 * The packet as OpenPGP.js reads it without its unhashed subpackets, and writes it with them.
 *
 * @returns `undefined` where it cannot be read
 */
function readBare({ bare, body, hashed }: RawSignature, issuer: KeyPacket): SignaturePacket | undefined {
  const packet = new SignaturePacket();
  try {
    (packet as unknown as { read(body: Uint8Array): void }).read(bare());
  } catch {
    return undefined;
  }
  packet.issuerKeyID = issuer.getKeyID();
  // version 3 has no trailer: OpenPGP.js reads no such signature, and so reads it as one of version 4
  if (hashed) Object.assign(packet, { signatureData: hashed, calculateTrailer: () => new Uint8Array() });
  return Object.assign(packet, { write: () => body });
}

async function verifies(signature: SignaturePacket, issuer: KeyPacket, data: SignedData): Promise<boolean> {
  const config = cryptographyAlone(signature.rawNotations.map(({ name }) => name));
  try {
    const type = signature.signatureType as enums.signature;
    await signature.verify(issuer, type, data, null as unknown as Date, false, config);
    return true;
  } catch {
    return false;
  }
}

/** When a signature says that it was made; milliseconds. */
export function time(signature: SignaturePacket): number {
  return Number(signature.created ?? Number.NaN);
}

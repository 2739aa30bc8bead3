import { isRevocation, SUBPACKET } from '../../format/signature-fields.js';
import {
  type Issuers,
  issuersOf,
  readSubpackets,
  type Subpacket,
  subpacketArea,
  tolerantSubpackets,
} from '../../format/subpackets.js';

/** A signature packet of a certificate of which only what tells where it belongs is read (RFC 9580 section 5.2.3). */
export interface RawSignature {
  /** The packet as it stands. */
  body: Buffer;
  version: 4 | 6;
  type: number;
  algorithm: number;
  issuers: Issuers;
  /** Bodies of the signatures inside, of both subpacket areas (section 5.2.3.34). */
  embedded: Buffer[];
  /** Fingerprints of keys that may revoke in place of the issuer (section 5.2.3.23), upper-case hex. */
  revokers: string[];
  /** The packet without its unhashed subpackets, which are anybody's. */
  bare: () => Buffer;
  /** Of an old revocation: what is hashed of the packet itself (RFC 9580 section 5.2.4), in place of what `bare` has. */
  hashed?: Buffer;
}

/** @returns `old`: of version 2 or 3 and no revocation, so of no use and no harm; `unreadable` */
export function readRawSignature(body: Buffer): RawSignature | 'old' | 'unreadable' {
  const version = body[0];
  if (version === 2 || version === 3) return isRevocation(body[2] ?? 0) ? readOldRevocation(body) : 'old';
  if (version !== 4 && version !== 6) return 'unreadable';
  try {
    const width = version === 6 ? 4 : 2;
    const hashed = subpacketArea(body, 4, width);
    const unhashed = subpacketArea(body, hashed.end, width);
    const signed = readSubpackets(hashed.data);
    const subpackets = [...signed, ...tolerantSubpackets(unhashed.data)];
    return {
      body,
      version,
      type: body.readUInt8(1),
      algorithm: body.readUInt8(2),
      issuers: issuersOf(subpackets),
      embedded: subpackets.filter(isEmbedded).map(({ data }) => data),
      revokers: signed.filter(isRevoker).map(({ data }) => data.toString('hex', 2).toUpperCase()),
      bare: () =>
        Buffer.concat([body.subarray(0, hashed.end), Buffer.alloc(width), body.subarray(unhashed.end)]),
    };
  } catch (error) {
    if (error instanceof RangeError) return 'unreadable';
    throw error;
  }
}

/** Of version 3 (section 5.2.2). PGP revoked keys of version 4 so, and GnuPG counts it. */
function readOldRevocation(body: Buffer): RawSignature | 'unreadable' {
  if (body[1] !== OLD_HASHED || body.length < 20) return 'unreadable';
  const hashed = body.subarray(2, 2 + OLD_HASHED);
  const [keyID, algorithms, rest] = [body.subarray(7, 15), body.subarray(15, 17), body.subarray(17)];
  return {
    body,
    version: 4,
    type: body.readUInt8(2),
    algorithm: body.readUInt8(15),
    issuers: { keyIDs: [keyID.toString('hex').toUpperCase()], fingerprints: [] },
    embedded: [],
    revokers: [],
    bare: () => {
      const created = [0, 6, 5, SUBPACKET.CREATION_TIME, ...hashed.subarray(1)];
      return Buffer.from([4, hashed[0] ?? 0, ...algorithms, ...created, 0, 0, ...rest]);
    },
    hashed,
  };
}

/** The type and the date. */
const OLD_HASHED = 5;

const isEmbedded = ({ type }: Subpacket) => type === SUBPACKET.EMBEDDED_SIGNATURE;

/** A class, an algorithm and a fingerprint of version 4. */
const isRevoker = ({ type, data }: Subpacket) =>
  type === SUBPACKET.REVOCATION_KEY && data.length === 2 + 20 && data.readUInt8(0) >= 0x80;

/** Whether a signature says that it is by a key: where it names several, one is enough. */
export function namesIssuer({ issuers }: RawSignature, key: { fingerprint: string; keyID: string }): boolean {
  return issuers.fingerprints.includes(key.fingerprint) || issuers.keyIDs.includes(key.keyID);
}

/** Whether it names nobody. */
export function isAnonymous({ issuers }: RawSignature): boolean {
  return issuers.fingerprints.length + issuers.keyIDs.length === 0;
}

/**
 * Whether a certification is by another key for all that it says, told without taking it apart: thousands of them can
 * stand in a certificate.
 *
 * @param keyID the eight octets, which a fingerprint holds too (RFC 9580 section 5.5.4)
 */
export function isForeignAtSight(body: Buffer, keyID: Buffer): boolean {
  if (body[0] !== 4 || body.length < 10 || body.includes(keyID)) return false;
  const hashed = 6 + body.readUInt16BE(4);
  if (hashed + 2 > body.length) return false;
  const unhashed = hashed + 2 + body.readUInt16BE(hashed);
  return unhashed <= body.length && (hasIssuer(body, 6, hashed) || hasIssuer(body, hashed + 2, unhashed));
}

/** Whether a key ID or a fingerprint stands among the subpackets from `start` to `end`. */
function hasIssuer(body: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const first = body[at] ?? 0;
    if (first >= 192) return false; // issuers are short, and what comes before them is
    const type = (body[at + 1] ?? 0) & 0x7f;
    if (type === SUBPACKET.ISSUER_KEY_ID && first === 1 + 8) return true;
    if (type === SUBPACKET.ISSUER_FINGERPRINT && (first === 2 + 20 || first === 2 + 32)) return true;
    at += 1 + first;
  }
  return false;
}

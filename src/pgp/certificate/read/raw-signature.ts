import { SUBPACKET } from '../../format/signature-fields.js';
import {
  exactly,
  type Issuers,
  issuersOf,
  readSubpackets,
  type Subpacket,
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
  /** The packet without its unhashed subpackets, which are anybody's. */
  bare: Buffer;
}

/** @returns `old`: of version 2 or 3, a certification by others, of no use and no harm; `unreadable` */
export function readRawSignature(body: Buffer): RawSignature | 'old' | 'unreadable' {
  const version = body[0];
  if (version === 2 || version === 3) return 'old';
  if (version !== 4 && version !== 6) return 'unreadable';
  try {
    const width = version === 6 ? 4 : 2;
    const hashed = area(body, 4, width);
    const unhashed = area(body, hashed.end, width);
    const subpackets = [...readSubpackets(hashed.data), ...tolerantSubpackets(unhashed.data)];
    return {
      body,
      version,
      type: body.readUInt8(1),
      algorithm: body.readUInt8(2),
      issuers: issuersOf(subpackets),
      embedded: subpackets.filter(isEmbedded).map(({ data }) => data),
      bare: Buffer.concat([body.subarray(0, hashed.end), Buffer.alloc(width), body.subarray(unhashed.end)]),
    };
  } catch (error) {
    if (error instanceof RangeError) return 'unreadable';
    throw error;
  }
}

function area(body: Buffer, start: number, width: number): { data: Buffer; end: number } {
  const data = exactly(body, start + width, body.readUIntBE(start, width));
  return { data, end: start + width + data.length };
}

const isEmbedded = ({ type }: Subpacket) => type === SUBPACKET.EMBEDDED_SIGNATURE;

/** Whether a signature says that it is by a key: where it names several, one is enough. */
export function namesIssuer({ issuers }: RawSignature, key: { fingerprint: string; keyID: string }): boolean {
  return issuers.fingerprints.includes(key.fingerprint) || issuers.keyIDs.includes(key.keyID);
}

/** Whether it names nobody. */
export function isAnonymous({ issuers }: RawSignature): boolean {
  return issuers.fingerprints.length + issuers.keyIDs.length === 0;
}

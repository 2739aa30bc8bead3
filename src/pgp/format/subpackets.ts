/** The subpackets of a signature (RFC 9580 section 5.2.3.7), as they stand. */
import { SUBPACKET } from './signature-fields.js';

export interface Subpacket {
  type: number;
  critical: boolean;
  data: Buffer;
}

/** More than this is made to exhaust. */
const MAX_SUBPACKETS = 1000;

/** Section 5.2.3.7. @throws RangeError where one leads past its area */
export function readSubpackets(data: Buffer): Subpacket[] {
  const found: Subpacket[] = [];
  let at = 0;
  while (at < data.length) {
    const first = data.readUInt8(at);
    const width = first < 192 ? 1 : first < 255 ? 2 : 5;
    const length =
      width === 1
        ? first
        : width === 2
          ? ((first - 192) << 8) + data.readUInt8(at + 1) + 192
          : data.readUInt32BE(at + 1);
    const subpacket = exactly(data, at + width, length);
    const lead = subpacket.readUInt8(0);
    found.push({ type: lead & 0x7f, critical: (lead & 0x80) !== 0, data: subpacket.subarray(1) });
    at += width + length;
    if (found.length > MAX_SUBPACKETS) throw new RangeError('too-many-subpackets');
  }
  return found;
}

/** The unhashed area is anybody's: damage in it takes nothing from the signature. */
export function tolerantSubpackets(data: Buffer): Subpacket[] {
  try {
    return readSubpackets(data);
  } catch {
    return [];
  }
}

/**
 * An area of subpackets, with its length in `width` octets before it (section 5.2.3).
 *
 * @throws RangeError where it leads past the end
 */
export function subpacketArea(body: Buffer, start: number, width: number): { data: Buffer; end: number } {
  const data = exactly(body, start + width, body.readUIntBE(start, width));
  return { data, end: start + width + data.length };
}

/** @throws RangeError where that leads past the end */
export function exactly(body: Buffer, start: number, size: number): Buffer {
  if (start + size > body.length) throw new RangeError('past-the-end');
  return body.subarray(start, start + size);
}

/** Who is said to have made a signature, in upper-case hex: hints where to look, never a reason to believe. */
export interface Issuers {
  keyIDs: string[];
  fingerprints: string[];
}

/** A version octet and the fingerprint of that version. */
const ISSUER_OCTETS: Partial<Record<number, number>> = { 4: 1 + 20, 6: 1 + 32 };

/** Sections 5.2.3.12 (key ID) and 5.2.3.35 (fingerprint). */
export function issuersOf(subpackets: readonly Subpacket[]): Issuers {
  const keyIDs: string[] = [];
  const fingerprints: string[] = [];
  for (const { type, data } of subpackets) {
    if (type === SUBPACKET.ISSUER_KEY_ID && data.length === 8)
      keyIDs.push(data.toString('hex').toUpperCase());
    const version = data[0];
    if (type === SUBPACKET.ISSUER_FINGERPRINT && data.length === ISSUER_OCTETS[version ?? 0]) {
      fingerprints.push(data.subarray(1).toString('hex').toUpperCase());
    }
  }
  return { keyIDs, fingerprints };
}

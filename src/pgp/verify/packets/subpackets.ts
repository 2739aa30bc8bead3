/** The subpackets of a signature (RFC 9580 section 5.2.3.7), as they stand. */

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

/** @throws RangeError where that leads past the end */
export function exactly(body: Buffer, start: number, size: number): Buffer {
  if (start + size > body.length) throw new RangeError('past-the-end');
  return body.subarray(start, start + size);
}

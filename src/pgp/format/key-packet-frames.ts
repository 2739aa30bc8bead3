import { peekPacket } from './packet-start.js';
import { isRevocation } from './signature-fields.js';
import { TAG } from './tags.js';

/** A packet of a certificate or key, as it stands (RFC 9580 section 4). */
export interface Frame {
  tag: number;
  body: Buffer;
}

/**
 * Cuts binary data into packets, each with a length of its own: those of certificates and keys never come in parts
 * (sections 4.2.1.4 and 4.2.2). There may be any number of them: a certificate on a key server can be flooded.
 *
 * @throws RangeError where a header is none, or a length leads past the end
 */
export function cutPackets(data: Uint8Array): Frame[] {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = peekPacket(bytes.subarray(at, at + 2));
    if (!start || start.tag === 0) throw new RangeError('no-packet-header');
    const from = at + start.body;
    const end = from + bodyLength(bytes, at, from);
    if (end > bytes.length) throw new RangeError('past-the-end');
    frames.push({ tag: start.tag, body: bytes.subarray(from, end) });
    at = end;
  }
  return frames;
}

/** Whether a packet is a revocation. */
export function isRevocationPacket({ tag, body }: Frame): boolean {
  return tag === TAG.SIGNATURE && isRevocation(signatureTypeOf(body));
}

/** The type of a signature: the second octet of those of today, the third of old ones (sections 5.2.2 and 5.2.3). */
export function signatureTypeOf(body: Buffer): number {
  return body[(body[0] ?? 0) < 4 ? 2 : 1] ?? 0;
}

/** @throws RangeError, as Buffer's own readers do past the end */
function bodyLength(bytes: Buffer, at: number, body: number): number {
  const octets = body - at - 1;
  if ((bytes.readUInt8(at) & 0x40) === 0) {
    if (octets === 0) throw new RangeError('no-length');
    return bytes.readUIntBE(at + 1, octets);
  }
  const first = bytes.readUInt8(at + 1);
  if (octets === 5) return bytes.readUInt32BE(at + 2);
  if (octets === 2) return ((first - 192) << 8) + bytes.readUInt8(at + 2) + 192;
  if (first >= 224) throw new RangeError('in-parts');
  return first;
}

/** A packet with its header (section 4.2.1). */
export function writePacket({ tag, body }: Frame): Buffer {
  const header = Buffer.from([0xc0 | tag, 0xff, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
}

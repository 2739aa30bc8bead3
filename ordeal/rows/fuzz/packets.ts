/** OpenPGP packets as bytes (RFC 9580 section 4.2), for certificates that no OpenPGP program would write. */
import { packet } from '../../../test/support/messages.js';

export interface RawPacket {
  tag: number;
  body: Buffer;
}

/** Packets with whole lengths, in either form of header. */
export function packetsIn(data: Uint8Array): RawPacket[] {
  const bytes = Buffer.from(data);
  const packets: RawPacket[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const isNew = (first & 0x40) !== 0;
    const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
    const [start, length] = isNew ? newLength(bytes, at + 1) : oldLength(bytes, at + 1, first & 3);
    packets.push({ tag, body: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return packets;
}

function newLength(bytes: Buffer, at: number): [start: number, length: number] {
  const first = bytes[at] ?? 0;
  if (first < 192) return [at + 1, first];
  if (first < 224) return [at + 2, ((first - 192) << 8) + (bytes[at + 1] ?? 0) + 192];
  return [at + 5, bytes.readUInt32BE(at + 1)];
}

function oldLength(bytes: Buffer, at: number, type: number): [start: number, length: number] {
  const octets = [1, 2, 4, 0][type] ?? 0;
  return [at + octets, octets === 0 ? bytes.length - at : bytes.readUIntBE(at, octets)];
}

export const joined = (packets: readonly RawPacket[]) =>
  Buffer.concat(packets.map(({ tag, body }) => packet(tag, body)));

/**
 * What of a packet its maker vouches for: of a signature what is hashed (RFC 9580 section 5.2.3), of anything else all.
 * What anybody can change in a signature says nothing.
 */
export function vouchedFor({ tag, body }: RawPacket): string {
  const hashed = tag === 2 && body[0] === 4 ? 6 + body.readUInt16BE(4) : body.length;
  return `${tag}:${body.subarray(0, hashed).toString('latin1')}`;
}

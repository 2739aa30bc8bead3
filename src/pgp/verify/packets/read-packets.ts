import { peekPacket } from '../../format/packet-start.js';
import { packetType } from '../../format/tags.js';
import { malformed } from '../malformed.js';

/** One packet, its body whole (RFC 9580 section 4). */
export interface Packet {
  tag: number;
  body: Buffer;
  /** Where its header starts. */
  offset: number;
}

/** More packets than this are no message of a person. */
export const MAX_PACKETS = 4096;

/** Whether a packet may come in parts or without a length (section 4.2.1.4). */
export function mayStream(tag: number): boolean {
  return packetType(tag)?.streams === true;
}

/**
 * Cuts binary data into packets, to the last byte.
 *
 * @param options.cutOff the data is only the start of a file: the packet of encrypted data need not be whole
 * @throws MalformedError: a header that is none, a length that leads past the end, too many packets
 */
export function readPackets(data: Buffer, options: { cutOff?: boolean } = {}): Packet[] {
  const packets: Packet[] = [];
  let at = 0;
  while (at < data.length) {
    if (packets.length === MAX_PACKETS) malformed('too-many-packets', { number: MAX_PACKETS, offset: at });
    if (options.cutOff && isEncryptedData(data, at)) {
      const start = peekPacket(data.subarray(at));
      return [...packets, { tag: start?.tag ?? 0, body: data.subarray(at + (start?.body ?? 0)), offset: at }];
    }
    const { packet, next } = readPacket(data, at, packets.length === 0);
    packets.push(packet);
    at = next;
  }
  return packets;
}

/** The packet that holds the encrypted data itself: where only the start of a message is there, it is cut off. */
function isEncryptedData(data: Buffer, at: number): boolean {
  return packetType(peekPacket(data.subarray(at))?.tag ?? 0)?.role === 'encrypted-data';
}

function readPacket(data: Buffer, offset: number, first: boolean): { packet: Packet; next: number } {
  const { tag, type } = readLead(data[offset] ?? 0, { offset, first });
  const { body, next } =
    type === undefined ? modernBody(data, { tag, offset }) : legacyBody(data, { tag, offset, type });
  return { packet: { tag, body, offset }, next };
}

/** The legacy length type of a packet that runs to the end of the data (section 4.2.2). */
export const TO_THE_END = 3;

/** A packet's first octet (section 4.2); `type`: of its length, in the legacy format. */
export function readLead(
  lead: number,
  { offset, first }: { offset: number; first: boolean },
): { tag: number; type: number | undefined } {
  const modern = (lead & 0x40) !== 0;
  const tag = modern ? lead & 0x3f : (lead >> 2) & 0xf;
  if ((lead & 0x80) === 0 || tag === 0) malformed(first ? 'packet-header' : 'trailing-data', { offset });
  return { tag, type: modern ? undefined : lead & 3 };
}

interface Place {
  tag: number;
  offset: number;
}

/** Section 4.2.1: one, two, five octets, or parts. */
function modernBody(data: Buffer, place: Place): { body: Buffer; next: number } {
  const first = modernPart(data, place.offset + 1, place);
  if (!first.partial) return { body: data.subarray(first.start, first.end), next: first.end };
  if (!mayStream(place.tag) || first.end - first.start < 512) {
    malformed('packet-length', { offset: place.offset, number: place.tag });
  }
  return joinParts(data, place);
}

/**
 * Section 4.2.1.4. Millions of parts of one byte are a matter of a second: nothing is made for a part. Measured first,
 * since thousands of small packets must not each reserve what is left of the file.
 */
function joinParts(data: Buffer, place: Place): { body: Buffer; next: number } {
  let total = 0;
  let at = place.offset + 1;
  for (let size = partialSize(data[at]); size > 0; size = partialSize(data[at])) {
    total += size;
    at += 1 + size;
  }
  const last = modernPart(data, at, place);
  const body = Buffer.allocUnsafe(total + last.end - last.start);
  let to = 0;
  for (let from = place.offset + 1; from < at; ) {
    const size = partialSize(data[from]);
    if (size < SHORT) for (let i = 1; i <= size; i++) body[to++] = data[from + i] ?? 0;
    else to += data.copy(body, to, from + 1, from + 1 + size);
    from += 1 + size;
  }
  data.copy(body, to, last.start, last.end);
  return { body, next: last.end };
}

/** Below this a loop is faster than a copy. */
const SHORT = 32;

/** The length that a partial length octet gives; 0 for any other octet, and past the end. */
export function partialSize(octet: number | undefined): number {
  return octet !== undefined && octet >= 224 && octet < 255 ? 1 << (octet & 0x1f) : 0;
}

function modernPart(
  data: Buffer,
  at: number,
  place: Place,
): { start: number; end: number; partial: boolean } {
  const { start, size, partial } = modernLength(data, at, place);
  if (start + size > data.length) malformed('truncated', { offset: data.length, number: place.tag });
  return { start, end: start + size, partial };
}

function modernLength(
  data: Buffer,
  at: number,
  place: Place,
): { start: number; size: number; partial: boolean } {
  const first = data[at];
  const needed = first === undefined ? 1 : first < 192 ? 1 : first < 224 ? 2 : first < 255 ? 1 : 5;
  if (first === undefined || at + needed > data.length) {
    malformed('truncated', { offset: data.length, number: place.tag });
  }
  if (first < 192) return { start: at + 1, size: first, partial: false };
  if (first < 224) {
    return { start: at + 2, size: ((first - 192) << 8) + data.readUInt8(at + 1) + 192, partial: false };
  }
  if (first < 255) return { start: at + 1, size: 2 ** (first & 0x1f), partial: true };
  return { start: at + 5, size: data.readUInt32BE(at + 1), partial: false };
}

/** Section 4.2.2; only data packets may run to the end of the data. */
function legacyBody(data: Buffer, place: Place & { type: number }): { body: Buffer; next: number } {
  const start = place.offset + 1 + ([1, 2, 4, 0][place.type] ?? 0);
  if (start > data.length) malformed('truncated', { offset: data.length, number: place.tag });
  if (place.type === TO_THE_END) {
    if (!mayStream(place.tag)) malformed('packet-length', { offset: place.offset, number: place.tag });
    return { body: data.subarray(start), next: data.length };
  }
  const end = start + data.readUIntBE(place.offset + 1, start - place.offset - 1);
  if (end > data.length) malformed('truncated', { offset: data.length, number: place.tag });
  return { body: data.subarray(start, end), next: end };
}

/**
 * Marker, padding and what a reader must not stumble over: types 40 to 63 when unknown (section 4.3). An unknown
 * type below 40 is critical.
 *
 * @throws MalformedError packet-unknown
 */
export function significant(packets: readonly Packet[]): Packet[] {
  return packets.filter(({ tag, offset }) => {
    if (tag >= 40) return false;
    const type = packetType(tag) ?? malformed('packet-unknown', { number: tag, offset });
    return type.role !== 'ignored';
  });
}

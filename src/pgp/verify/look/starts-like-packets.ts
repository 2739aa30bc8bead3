/** What can be told of a file from its first bytes. */
import { isUtf8 } from 'node:buffer';
import { peekPacket } from '../../format/packet-start.js';
import { packetType } from '../../format/tags.js';
import { readPackets } from '../packets/read-packets.js';
import { looksLikeText } from './nature-of.js';

/**
 * Whether data is meant as binary OpenPGP: a header as section 4.2 has it, of a type that may come first, and a
 * version or format octet that this type can have. (Other formats begin with the top bit set too.)
 */
export function startsLikePackets(data: Buffer): boolean {
  const start = peekPacket(data);
  if (!start || start.body > data.length) return false;
  // a letter may look like a header (é, ˈ); packets hold bytes that no text has
  if (isUtf8(data) && looksLikeText(data.subarray(0, 1 << 16))) return false;
  const octets = packetType(start.tag)?.firstOctets;
  const octet = data[start.body];
  return (octets !== undefined && (octet === undefined || octets.includes(octet))) || isAllPackets(data);
}

/** Packets to the last byte, one of them of a kind that means something: an unknown version comes first in it. */
function isAllPackets(data: Buffer): boolean {
  // without a length, anything would be one packet (in Latin-1, a text that starts with £)
  if (((data[0] ?? 0) & 0x43) === 3) return false;
  try {
    return readPackets(data).some(({ tag }) => {
      const type = packetType(tag);
      return type?.firstOctets !== undefined && type.role !== 'ignored';
    });
  } catch {
    return false;
  }
}

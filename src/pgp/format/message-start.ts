import { platform } from '../../platform/index.js';
import { peekPacket } from './packet-start.js';
import { type PacketRole, packetType } from './tags.js';

const BEGINS_MESSAGE: Record<PacketRole, boolean> = {
  'session-key': true,
  'encrypted-data': true,
  'one-pass': true,
  compressed: true,
  literal: true,
  // alone or in a certificate, as likely
  signature: false,
  'public-key': false,
  'secret-key': false,
  ignored: false,
  other: false,
};

/** Whether data seems to be a message, encrypted or signed, in binary form. */
export function startsLikeMessage(data: Uint8Array): boolean {
  const start = peekPacket(data);
  const type = start && packetType(start.tag);
  if (!type || !BEGINS_MESSAGE[type.role]) return false;
  return type.firstOctets?.includes(data[start.body] ?? -1) === true && !platform.isUtf8(data);
}

import { peekPacket } from '../../format/packet-start.js';
import { type PacketRole, packetType } from '../../format/tags.js';
import type { Kind } from '../verification.js';

/** What a file was meant to be that cannot be read to its end. */
export function guessKind(data: Buffer): Kind {
  if ((data[0] ?? 0) & 0x80) {
    const binary = kindOfTag(peekPacket(data)?.tag);
    if (!data.includes('-----BEGIN PGP')) return binary;
  }
  const meant = (label: string) => data.includes(`-----BEGIN PGP ${label}`);
  if (meant('PRIVATE KEY')) return 'secret-key';
  if (meant('SIGNED MESSAGE')) return 'cleartext';
  if (meant('PUBLIC KEY')) return 'certificate';
  if (meant('SIGNATURE')) return 'signature';
  return meant('MESSAGE') ? kindOfTag(peekPacket(firstBytes(data))?.tag, 'inline') : 'other';
}

/** What a file is whose first packet has this role; `undefined`: that tells nothing. */
const KIND_OF_ROLE: Record<PacketRole, Kind | undefined> = {
  'session-key': 'encrypted',
  'encrypted-data': 'encrypted',
  signature: 'signature',
  'one-pass': 'inline',
  compressed: 'inline',
  literal: 'inline',
  'public-key': 'certificate',
  'secret-key': 'secret-key',
  ignored: undefined,
  other: undefined,
};

function kindOfTag(tag: number | undefined, otherwise: Kind = 'other'): Kind {
  const type = tag === undefined ? undefined : packetType(tag);
  return (type && KIND_OF_ROLE[type.role]) ?? otherwise;
}

/** Of the armored data, as far as it can be made out. */
function firstBytes(data: Buffer): Buffer {
  const start = Math.max(0, data.indexOf('-----BEGIN PGP MESSAGE'));
  const text = data.toString('latin1', start, start + 4096);
  return Buffer.from(/^[> \t]*([A-Za-z0-9+/]{8,})/m.exec(text.replace(/^.*/, ''))?.[1] ?? '', 'base64');
}

import { peekPacket } from '../../format/packet-start.js';
import { type PacketRole, packetType } from '../../format/tags.js';
import type { Kind } from '../verification.js';

/** A BEGIN line, also one of which a program has changed the case, the hyphens or the blanks. */
const BEGIN_LINE =
  /(?:-|[\x90-\x97])[ \t]{0,9}BEGIN(?:[ \t]|\xc2?\xa0)PGP(?:[ \t]|\xc2?\xa0)(PRIVATE|SIGNED|PUBLIC|SIGNATURE|MESSAGE)/gi;

/** What a file was meant to be that cannot be read to its end. */
export function guessKind(data: Buffer): Kind {
  const lines = beginLines(data.toString('latin1'));
  if ((data[0] ?? 0) & 0x80 && lines.size === 0) return kindOfTag(peekPacket(data)?.tag);
  if (lines.has('PRIVATE')) return 'secret-key';
  if (lines.has('SIGNED')) return 'cleartext';
  if (lines.has('PUBLIC')) return 'certificate';
  if (lines.has('SIGNATURE')) return 'signature';
  const message = lines.get('MESSAGE');
  return message === undefined ? 'other' : kindOfTag(peekPacket(firstBytes(data, message))?.tag, 'inline');
}

/** Where the first line of each kind stands: from the first word of its label on. */
function beginLines(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { 0: line, 1: label = '', index } of text.matchAll(BEGIN_LINE)) {
    if (!found.has(label.toUpperCase())) found.set(label.toUpperCase(), index + line.length);
  }
  return found;
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

/** Of the armored data below a BEGIN line, as far as it can be made out. */
function firstBytes(data: Buffer, begin: number): Buffer {
  const text = data.toString('latin1', begin, begin + 4096);
  return Buffer.from(/^[> \t]*([A-Za-z0-9+/]{8,})/m.exec(text.replace(/^.*/, ''))?.[1] ?? '', 'base64');
}

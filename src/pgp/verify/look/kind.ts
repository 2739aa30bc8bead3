import { peekPacket } from '../../format/packet-start.js';
import { isEncryptedTag } from '../packets/encrypted.js';
import type { Kind } from '../types.js';

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

function kindOfTag(tag: number | undefined, otherwise: Kind = 'other'): Kind {
  if (tag === undefined) return otherwise;
  if (isEncryptedTag(tag)) return 'encrypted';
  if (tag === 2) return 'signature';
  if (tag === 5 || tag === 7) return 'secret-key';
  if (tag === 6 || tag === 14) return 'certificate';
  return tag === 4 || tag === 8 || tag === 11 ? 'inline' : otherwise;
}

/** Of the armored data, as far as it can be made out. */
function firstBytes(data: Buffer): Buffer {
  const start = Math.max(0, data.indexOf('-----BEGIN PGP MESSAGE'));
  const text = data.toString('latin1', start, start + 4096);
  return Buffer.from(/^[> \t]*([A-Za-z0-9+/]{8,})/m.exec(text.replace(/^.*/, ''))?.[1] ?? '', 'base64');
}

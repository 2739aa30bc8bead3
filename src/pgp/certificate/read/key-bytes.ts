import type { Refusal } from '../../../errors.js';
import { cutPackets, isRevocationPacket } from '../../format/key-packet-frames.js';
import { startsLikeMessage } from '../../format/message-start.js';
import { refuseCertificate, type WantedKey } from '../reason.js';
import { type ArmoredBlock, armoredBlocks, keyText } from './armored-keys.js';

/**
 * The packets of a file with keys in it, armored or binary, of all its blocks. Binary packets start with the top bit
 * set (RFC 9580 section 4.2). A secret key is taken out from among certificates where one is wanted.
 *
 * @throws Refusal BAD_DATA: data of another kind; RangeError: a block that is damaged, or no text with a block in it
 */
export function keyBytes(data: Uint8Array, wanted: WantedKey = 'certificate'): Uint8Array {
  const text = keyText(data);
  if (text !== undefined) return fromText(text, wanted);
  if (startsLikeMessage(data)) throw otherData(wanted);
  return data;
}

function otherData(wanted: WantedKey): Refusal {
  return refuseCertificate('BAD_DATA', { reason: 'key-other-data', wanted });
}

function fromText(text: string, wanted: WantedKey): Uint8Array {
  const blocks = armoredBlocks(text);
  if (blocks.length === 0) return fromBase64(text, wanted);
  const named = (...labels: string[]) => blocks.filter(({ label }) => labels.includes(label));
  const secret = wanted === 'secret-key' ? named(SECRET_KEYS) : [];
  const keys = secret.length > 0 ? secret : named(CERTIFICATES, SECRET_KEYS);
  // what was revoked is not used, whatever it is wanted for
  const others = named(CERTIFICATES, 'SIGNATURE').filter((block) => !keys.includes(block));
  const found = [...keys, ...others.filter(isRevocationAlone)];
  if (found.length === 0) throw otherData(wanted);
  return join(found);
}

const [CERTIFICATES, SECRET_KEYS] = ['PUBLIC KEY BLOCK', 'PRIVATE KEY BLOCK'];

/** Revocations by themselves: GnuPG labels them as it does a certificate, others as any signature. */
function isRevocationAlone({ bytes }: ArmoredBlock): boolean {
  try {
    return cutPackets(bytes()).every(isRevocationPacket);
  } catch {
    return false;
  }
}

function join(blocks: readonly ArmoredBlock[]): Uint8Array {
  return Buffer.concat(blocks.map(({ bytes }) => bytes()));
}

/** Mail programs and copied fields of forms hold base64 around a file, armored or not. One layer is taken off. */
function fromBase64(text: string, wanted: WantedKey): Uint8Array {
  const base64 = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(base64)) throw new RangeError('no-block');
  const data = Buffer.from(base64, 'base64');
  const inner = keyText(data);
  if (inner !== undefined && armoredBlocks(inner).length === 0) throw new RangeError('no-block');
  return keyBytes(data, wanted);
}

import { enums, unarmor } from 'openpgp';
import type { Refusal } from '../../errors.js';
import { startsLikeMessage } from '../format/packet-start.js';
import { refuseCertificate, type WantedKey } from './reason.js';

/**
 * The packets of a file with a key in it, armored or binary. Binary packets start with the top bit set (RFC 9580
 * section 4.2); so does an editor's byte order mark before the armor, as no packet of a key does.
 *
 * @throws Refusal BAD_DATA: several blocks, data of another kind; and OpenPGP.js's errors
 */
export async function keyBytes(data: Uint8Array, wanted: WantedKey = 'certificate'): Promise<Uint8Array> {
  const armored = ((data[0] ?? 0) & 0x80) === 0 || data[0] === 0xef;
  if (armored) return dearmor(Buffer.from(data).toString('latin1'), wanted);
  if (startsLikeMessage(data)) throw otherData(wanted);
  return data;
}

function otherData(wanted: WantedKey): Refusal {
  return refuseCertificate('BAD_DATA', { reason: 'key-other-data', wanted });
}

async function dearmor(text: string, wanted: WantedKey): Promise<Uint8Array> {
  // OpenPGP.js reads the first block and says nothing of the others
  const blocks = text.match(/^-----BEGIN PGP [^\n]*-----/gm)?.length ?? 0;
  if (blocks > 1) {
    throw refuseCertificate('BAD_DATA', { reason: 'key-several-blocks', wanted, count: blocks });
  }
  const { data, type } = await unarmor(text.replace(/^\xef\xbb\xbf/, ''));
  if (type !== enums.armor.publicKey && type !== enums.armor.privateKey) throw otherData(wanted);
  return data as unknown as Uint8Array; // a stream only where the armor came as one
}

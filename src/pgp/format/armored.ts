/** Certificates as armored text. OpenPGP.js ends its lines with CRLF; the files of this program have line feeds. */
import type { PublicKey } from 'openpgp';

export const armoredKey = (key: PublicKey): string => withLineFeeds(key.armor());

/** The packets of a certificate that OpenPGP.js does not read, with a checksum behind them as it writes it itself. */
export async function armoredPackets(packets: Uint8Array): Promise<string> {
  const { armor, enums } = await import('openpgp');
  return withLineFeeds(armor(enums.armor.publicKey, packets, undefined, undefined, undefined, true));
}

const withLineFeeds = (armor: string) => armor.replace(/\r\n/g, '\n');

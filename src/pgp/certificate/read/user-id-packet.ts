import { UserIDPacket } from 'openpgp';
import { platform } from '../../../platform/index.js';

/**
 * A user ID (RFC 9580 section 5.11) whose bytes stay as they stand: OpenPGP.js decodes them and encodes them again, so
 * that signatures over what is no UTF-8 fail. Such a text is read as Latin-1, which programs of old wrote.
 */
export function userIDPacket(body: Buffer): UserIDPacket {
  const userID = body.toString(platform.isUtf8(body) ? 'utf8' : 'latin1');
  return Object.assign(new UserIDPacket(), { userID, write: () => body });
}

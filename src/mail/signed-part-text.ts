import { decodeText } from './charset.js';
import { decodeBody } from './encoding.js';
import { parameterOf, readEntity } from './entity.js';
import { MailFault } from './mail-fault.js';

/**
 * The text of a mail's signed part, where it is nothing but text (RFC 2045 section 5.2), in the charset that its head,
 * which is signed too, names.
 *
 * @returns `undefined`: it is something else, or it cannot be decoded to the last byte
 */
export function signedPartText(part: Buffer): string | undefined {
  try {
    const entity = readEntity(part);
    if (entity.type.name !== 'text/plain') return undefined;
    const bytes = decodeBody(entity.body, entity.encoding);
    const decoded = bytes && decodeText(bytes, parameterOf(entity, 'charset'));
    return decoded?.understood ? decoded.text : undefined;
  } catch (error) {
    if (error instanceof MailFault) return undefined;
    throw error;
  }
}

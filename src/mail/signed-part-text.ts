import { type DecodedText, decodeText } from './charset.js';
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
  const decoded = decodedPart(part);
  return decoded?.understood ? decoded.text : undefined;
}

/** The charset that a signed text names, where it is not known or not that of the text: it is never guessed at. */
export function unreadCharset(part: Buffer): string | undefined {
  const decoded = decodedPart(part);
  return decoded && !decoded.understood ? decoded.charset : undefined;
}

function decodedPart(part: Buffer): (DecodedText & { charset: string }) | undefined {
  try {
    const entity = readEntity(part);
    if (entity.type.name !== 'text/plain') return undefined;
    const bytes = decodeBody(entity.body, entity.encoding);
    const charset = parameterOf(entity, 'charset');
    return bytes && { ...decodeText(bytes, charset), charset };
  } catch (error) {
    if (error instanceof MailFault) return undefined;
    throw error;
  }
}

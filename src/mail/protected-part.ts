/** The parts of a mail that OpenPGP can protect as one: PGP/MIME's multiparts (RFC 3156), and what one part holds. */

import { decodeBody } from './encoding.js';
import { isBlankText, isCms, textOfPart } from './entity.js';
import { structureFault, textFault } from './mail-fault.js';
import type { MailTree } from './mail-tree.js';
import type { PartForm } from './model.js';

/** What such a part holds for OpenPGP. */
export type PartContent =
  /** The signed part exactly as it was signed, its line endings as sent (CRLF). */
  | { form: 'signed'; part: Buffer; signature: Buffer; mangled: boolean }
  /** An OpenPGP message, or a text that may hold one. */
  | { form: 'message'; data: Buffer; mangled: boolean }
  | { form: 'cms' };

const SIGNATURE = 'application/pgp-signature';
const ENCRYPTED = 'application/pgp-encrypted';

export function formOf(part: MailTree): PartForm {
  const { name } = part.type;
  if (isCms(part)) return 'cms';
  if (name === 'multipart/signed') return 'signed';
  if (name === 'multipart/encrypted') return 'encrypted';
  if (name.startsWith('multipart/')) return mangledForm(part) ?? 'multipart';
  if (part.children.length > 0) return 'mail';
  return name.startsWith('text/') ? 'text' : 'attachment';
}

/** Exchange turns a protected mail into `multipart/mixed`, with an empty text in front. */
function mangledForm({ type, children }: MailTree): PartForm | undefined {
  const [first, second, ...others] = filledParts(children);
  if (!first || !second || others.length > 0) return undefined;
  if ([first, second].some((part) => part.type.name === ENCRYPTED)) return 'mangled';
  if (type.name !== 'multipart/mixed' || !isSignaturePart(second) || isSignaturePart(first)) return undefined;
  // a text with a block of its own is signed by that, and the signature is of something else
  return textOfPart(first).includes('-----BEGIN PGP ') ? undefined : 'mangled-signed';
}

/** By its type, or by the name that mail programs give to the signature of a mail. */
export function isSignaturePart({ type, fileName }: MailTree): boolean {
  if (type.name === SIGNATURE) return true;
  return type.name === 'application/octet-stream' && /^(openpgp_)?signature\.asc$/i.test(fileName);
}

/** The part that a signature beside it covers whole (RFC 3156 section 5). */
export function signedChild(part: MailTree): MailTree | undefined {
  const form = formOf(part);
  if (form === 'signed') return part.children[0];
  return form === 'mangled-signed' ? filledParts(part.children)[0] : undefined;
}

/** Without the parts that show nothing. */
export function filledParts(parts: readonly MailTree[]): MailTree[] {
  return parts.filter((part) => !isBlankText(part));
}

/** Opens a part that is neither a mail nor a multipart of others. @throws MailFault */
export function openPart(part: MailTree): PartContent {
  switch (formOf(part)) {
    case 'cms':
      return { form: 'cms' };
    case 'signed':
      return openSigned(part.children, false);
    case 'mangled-signed':
      return openSigned(filledParts(part.children), true);
    case 'encrypted':
      return openEncrypted(part.children, false);
    case 'mangled':
      return openEncrypted(filledParts(part.children), true);
    default:
      return { form: 'message', data: decoded(part), mangled: false };
  }
}

function decoded({ body, encoding }: MailTree): Buffer {
  return decodeBody(body, encoding) ?? textFault('mail-encoding', encoding);
}

/** RFC 3156 section 5: exactly two parts, the content and its signature. */
function openSigned(parts: readonly MailTree[], mangled: boolean): PartContent {
  const [content, signature] = parts;
  if (!content || !signature || parts.length !== 2) return structureFault('signed-parts');
  if (signature.type.name !== SIGNATURE && !mangled) return structureFault('signature-type');
  return { form: 'signed', part: withCrlf(content.whole), signature: decoded(signature), mangled };
}

/** RFC 3156 section 4: `Version: 1`, then the message. A third part would look as protected as they are. */
function openEncrypted(parts: readonly MailTree[], mangled: boolean): PartContent {
  const message = parts.find(({ type }) => type.name === 'application/octet-stream');
  const isWhole = parts.length === 2 && parts.some(({ type }) => type.name === ENCRYPTED);
  if (!message || !isWhole) return structureFault('encrypted-parts');
  return { form: 'message', data: decoded(message), mangled };
}

/** A mail travels with CRLF, whatever the file has (RFC 3156 section 5). */
function withCrlf(part: Buffer): Buffer {
  return Buffer.from(part.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

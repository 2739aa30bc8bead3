/**
 * Opens a saved mail (RFC 3156, PGP/MIME; or OpenPGP in its text). Only the mail's root counts: a signed part
 * beside others, as a mailing list makes it, would leave those others looking signed.
 */
import { decodeBody } from './encoding.js';
import { type Entity, type HeadFault, readEntity, splitParts } from './mime.js';

/** What a mail holds for OpenPGP. */
export type MailContent =
  /** The first part exactly as it was signed, its line endings as sent (CRLF). */
  | { form: 'signed'; part: Buffer; signature: Buffer }
  /** An OpenPGP message: the encrypted part, or the text that holds a block. */
  | { form: 'message'; data: Buffer; mangled: boolean }
  | { form: 'cms' }
  | { form: 'plain' }
  /** Some part is OpenPGP, and stands beside others. */
  | { form: 'partly' }
  | { form: 'damaged'; code: 'mail-structure'; fault: StructureFault }
  /** `text`: the field, the encoding, as it stands there. */
  | { form: 'damaged'; code: 'mail-repeated' | 'mail-encoding'; text: string };

/** What is wrong with a mail's structure. */
export type StructureFault =
  | 'no-header'
  | 'header-too-long'
  | 'part-without-header'
  | 'no-boundary'
  | 'no-last-boundary'
  | 'signed-parts'
  | 'encrypted-parts'
  | 'no-signature';

const SIGNATURE = 'application/pgp-signature';
const ENCRYPTED = 'application/pgp-encrypted';

/** Opens a mail. Never throws. */
export function unpackMail(data: Buffer): MailContent {
  const root = readEntity(data);
  if ('fault' in root) return faulty(root, 'no-header');
  const { name, parameters } = root.type;
  const protocol = parameters.get('protocol')?.toLowerCase() ?? '';
  if (/pkcs7|x-pkcs7/.test(name + protocol)) return { form: 'cms' };
  if (!name.startsWith('multipart/')) return openText(root);
  const parts = partsOf(root);
  if (!Array.isArray(parts)) return parts;
  if (name === 'multipart/signed') return openSigned(parts);
  if (name === 'multipart/encrypted') return openEncrypted(parts, false);
  return openMixed(parts);
}

function faulty(head: HeadFault, otherwise: StructureFault): MailContent {
  if (head.fault === 'none') return damaged(otherwise);
  if (head.fault === 'long') return damaged('header-too-long');
  return { form: 'damaged', code: 'mail-repeated', text: head.field.slice(0, 60) };
}

function unknownEncoding(encoding: string): MailContent {
  return { form: 'damaged', code: 'mail-encoding', text: encoding.slice(0, 60) };
}

function damaged(fault: StructureFault): MailContent {
  return { form: 'damaged', code: 'mail-structure', fault };
}

function partsOf(root: Entity): Entity[] | MailContent {
  const boundary = root.type.parameters.get('boundary');
  if (!boundary) return damaged('no-boundary');
  const { parts, closed } = splitParts(root.body, boundary);
  if (!closed) return damaged('no-last-boundary');
  const entities: Entity[] = [];
  for (const part of parts) {
    const entity = readEntity(part);
    if ('fault' in entity) return faulty(entity, 'part-without-header');
    entities.push(entity);
  }
  return entities;
}

/** RFC 3156 section 5: exactly two parts, the content and its signature. */
function openSigned(parts: readonly Entity[]): MailContent {
  const [content, signature] = parts;
  if (!content || signature?.type.name !== SIGNATURE || parts.length !== 2) {
    return damaged('signed-parts');
  }
  const decoded = decodeBody(signature.body, signature.encoding);
  if (!decoded) return unknownEncoding(signature.encoding);
  return { form: 'signed', part: withCrlf(content.whole), signature: decoded };
}

/** RFC 3156 section 4: `Version: 1`, then the message. */
function openEncrypted(parts: readonly Entity[], mangled: boolean): MailContent {
  const message = parts.find(({ type }) => type.name === 'application/octet-stream');
  // a third part would look as protected as they are
  if (!message || !parts.some(({ type }) => type.name === ENCRYPTED) || parts.length !== 2) {
    return damaged('encrypted-parts');
  }
  const decoded = decodeBody(message.body, message.encoding);
  if (!decoded) return unknownEncoding(message.encoding);
  return { form: 'message', data: decoded, mangled };
}

/**
 * Exchange turns an encrypted mail into `multipart/mixed`, with an empty text in front. (A signed one it changes so
 * that no signature can verify; a signature beside a text is not that text's own.)
 */
function openMixed(parts: readonly Entity[]): MailContent {
  const filled = parts.filter(({ type, body }) => !(type.name === 'text/plain' && isEmpty(body)));
  if (filled.some(({ type }) => type.name === ENCRYPTED)) {
    return filled.length === 2 ? openEncrypted(filled, true) : { form: 'partly' };
  }
  const [only] = filled;
  if (filled.length === 1 && only && !only.type.name.startsWith('multipart/')) return openText(only);
  return filled.some(holdsOpenPgp) ? { form: 'partly' } : { form: 'plain' };
}

function isEmpty(body: Buffer): boolean {
  return body.length < 1000 && /^\s*$/.test(body.toString('latin1'));
}

function holdsOpenPgp({ type, body, encoding }: Entity): boolean {
  if ([SIGNATURE, ENCRYPTED].includes(type.name)) return true;
  if (type.name === 'multipart/signed' || type.name === 'multipart/encrypted') return true;
  return (decodeBody(body, encoding) ?? body).includes('-----BEGIN PGP');
}

function openText({ type, body, encoding }: Entity): MailContent {
  const decoded = decodeBody(body, encoding);
  if (!decoded) return unknownEncoding(encoding);
  if (!decoded.includes('-----BEGIN PGP')) return { form: 'plain' };
  return type.name === 'text/plain' ? { form: 'message', data: decoded, mangled: false } : { form: 'partly' };
}

/** A mail travels with CRLF, whatever the file has (RFC 3156 section 5). */
function withCrlf(part: Buffer): Buffer {
  return Buffer.from(part.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

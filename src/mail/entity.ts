/** MIME entities: a mail, and the parts of it (RFC 2045 section 2.4). */
import { decodeText, decodeWords, holdsAscii } from './charset.js';
import { decodeBody, encodingName, forgivingBase64 } from './encoding.js';
import { type ContentType, readContentType } from './header/content-type.js';
import { fieldOf, type Head, readHead } from './header/head.js';
import { assembleParameters } from './header/parameters.js';
import { readStructured } from './header/structured-value.js';
import { structureFault } from './mail-fault.js';

/** An entity's head, and where its body lies in the data. */
export interface Entity {
  head: Head;
  type: ContentType;
  encoding: string;
  /** The name under which it would be saved; empty: it has none. */
  fileName: string;
  /** The whole entity, head too: what a signature covers (RFC 3156 section 5). */
  whole: Buffer;
  body: Buffer;
}

/**
 * Reads an entity's head.
 *
 * @param otherwise its type where it names none (RFC 2046 section 5.1.5)
 * @throws MailFault
 */
export function readEntity(data: Buffer, otherwise = 'text/plain'): Entity {
  const head = readHead(data);
  const type = readContentType(fieldOf(head, 'content-type') || otherwise);
  return {
    head,
    type,
    encoding: encodingName(fieldOf(head, 'content-transfer-encoding') ?? ''),
    fileName: fileNameOf(head, type),
    whole: data,
    body: data.subarray(head.end),
  };
}

/** Reads a part of a multipart: all lines of its head are fields. @throws MailFault */
export function readPart(data: Buffer, otherwise?: string): Entity {
  const part = readEntity(data, otherwise);
  if (part.head.odd) structureFault('part-without-header');
  return part;
}

/** RFC 2183; older programs name a file in its content type. */
function fileNameOf(head: Head, type: ContentType): string {
  const disposition = readStructured(fieldOf(head, 'content-disposition') ?? '');
  const named = assembleParameters(disposition.parameters).get('filename') ?? type.parameters.get('name');
  return decodeWords(named?.value ?? '');
}

/** A parameter of the type, as it is used. */
export function parameterOf({ type }: Entity, name: string): string {
  return type.parameters.get(name)?.value.trim() ?? '';
}

/**
 * The text of a part, with what other programs make of it where they would show another: of an encoding that cannot be
 * undone, and of a charset in which ASCII bytes are no ASCII text (UTF-16), which some do not heed.
 */
export function textOfPart(part: Entity): string {
  const bytes = decodeBody(part.body, part.encoding);
  const forms = bytes ? [bytes] : [part.body, forgivingBase64(part.body)];
  return forms.flatMap((form) => readings(form, parameterOf(part, 'charset'))).join('\n');
}

function readings(bytes: Buffer, charset: string): string[] {
  const { text } = decodeText(bytes, charset);
  return holdsAscii(text, bytes) ? [text] : [text, decodeText(bytes, '').text];
}

/** Nothing to be seen: no bytes but blanks, in a charset where a blank is one, and no name. */
export function isBlankText(part: Entity): boolean {
  if (part.type.name !== 'text/plain' || part.fileName !== '') return false;
  return part.body.length < 1000 && textOfPart(part).trim() === '';
}

/** S/MIME (RFC 8551), by its type or by what a signed mail names as its protocol. */
export function isCms(entity: Entity): boolean {
  return /pkcs7/.test(entity.type.name + parameterOf(entity, 'protocol').toLowerCase());
}

/** Mails with a signed part or a signed text in them, and what is to be tried put around it. */
import { armored, cleartext, packet, signatureBody } from './messages.js';
import type { TestVendor } from './vendor.js';

export const MAIL_HEAD =
  'From: security@example.com\nTo: you@example.com\nSubject: hello\nDate: Thu, 26 Nov 2026 10:00:00 +0000\n';
export const SIGNED_TYPE = 'multipart/signed; protocol="application/pgp-signature"';

export interface SignedMails {
  /** A MIME part, with its signature as the part beside it. */
  part: string;
  signature: string;
  /** A text part that holds a text in the cleartext framework. */
  text: string;
}

/** @param content the signed MIME part */
export async function signedMails(
  { privateKey }: TestVendor,
  content = 'Content-Type: text/plain; charset=utf-8\n\nthe report\n',
): Promise<SignedMails> {
  const bytes = Buffer.from(content.replace(/\n/g, '\r\n'));
  const block = armored('SIGNATURE', packet(2, await signatureBody(privateKey, bytes)));
  return {
    part: content,
    signature: `Content-Type: application/pgp-signature; name="signature.asc"\n\n${block}`,
    text: `Content-Type: text/plain\n\n${await cleartext(privateKey, 'the report\n')}`,
  };
}

export interface MultipartShape {
  type?: string;
  /** The boundary as it is written in the head. */
  boundary?: string;
  before?: string;
  after?: string;
}

/** Parts between boundaries `b1`. */
export function multipart(parts: readonly string[], shape: MultipartShape = {}): string {
  const { type = 'multipart/mixed', boundary = 'boundary="b1"', before = '', after = '' } = shape;
  const body = parts.map((part) => `--b1\n${part}\n`).join('');
  return `Content-Type: ${type}; ${boundary}\n\n${before}${body}--b1--\n${after}`;
}

/** The same inside another one, between boundaries `c2`. */
export function inner(parts: readonly string[], shape: MultipartShape = {}): string {
  return multipart(parts, shape).replace(/--b1|"b1"/g, (one) => one.replace('b1', 'c2'));
}

/** A part that holds a file, in base64. */
export function attachedFile(name: string, content: string, type = 'application/octet-stream'): string {
  const body = Buffer.from(content).toString('base64').replace(/.{64}/g, '$&\n');
  return `Content-Type: ${type}; name="${name}"\nContent-Transfer-Encoding: base64\n\n${body}\n`;
}

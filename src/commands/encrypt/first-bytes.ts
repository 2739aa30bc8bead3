import { keyAlgorithm } from '../../pgp/format/algorithms.js';
import { startsLikeMessage } from '../../pgp/format/message-start.js';
import { peekPacket } from '../../pgp/format/packet-start.js';
import { TAG } from '../../pgp/format/tags.js';

/** Enough to tell what a file is. */
const HEAD = 1 << 16;

/** At the start of a line, as their programs write them: text that quotes or indents one is no key. */
const FORMS: readonly (readonly [start: RegExp, what: string])[] = [
  [/^-----BEGIN PGP PRIVATE KEY BLOCK-----/m, 'an OpenPGP secret key'],
  [/^-----BEGIN OPENSSH PRIVATE KEY-----/m, 'an OpenSSH private key'],
  [/^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/m, 'a private key'],
  [/^PuTTY-User-Key-File-\d: /m, 'a PuTTY private key'],
  [/^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]/m, 'an age identity'],
];

/**
 * What secret a report seems to be or to hold, by how it begins: a slip in the file's name sends it, and nothing
 * takes that back. A report may be about one, so that this is no reason to refuse.
 */
export function secretIn(chunk: Uint8Array): string | undefined {
  const head = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, HEAD));
  if (startsWithSecretKey(head)) return 'an OpenPGP secret key';
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''); // a byte order mark
  return FORMS.find(([start]) => start.test(text))?.[1];
}

/** Whether a report is an OpenPGP message, encrypted or signed, armored or binary, or an encrypted mail. */
export function isMessage(chunk: Uint8Array): boolean {
  const head = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, HEAD));
  const isBlock = ARMORED.test(head.toString('latin1', 0, 1024)) || startsLikeMessage(head);
  return isBlock || isEncryptedMail(head.toString('latin1'));
}

/** A saved mail's header (RFC 5322 section 2.2), with what may stand before it, and the blank line after it. */
const MAIL_HEADER =
  /^(?:\u00ef\u00bb\u00bf)?(?:>?From [^\n]*\n)?(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+\r?\n/;

/** PGP/MIME (RFC 3156 section 4), or an armored message that is all of a mail's text. */
function isEncryptedMail(text: string): boolean {
  const [header] = MAIL_HEADER.exec(text) ?? [];
  if (header === undefined) return false;
  const isEncrypted = /^content-type[ \t]*:\s*multipart\/encrypted\b/im.test(header);
  return isEncrypted || ARMORED.test(text.slice(header.length, header.length + 1024));
}

/** The block comes first, but for a byte order mark and blank lines. */
const ARMORED = /^(?:\u00ef\u00bb\u00bf)?\s*-----BEGIN PGP MESSAGE(?:, PART [^\n-]*)?-----/;

/** A secret key packet comes first (RFC 9580 section 5.5.3), of version 4 or 6 and of an algorithm that is known. */
function startsWithSecretKey(head: Buffer): boolean {
  const start = peekPacket(head);
  if (start?.tag !== TAG.SECRET_KEY) return false;
  const version = head[start.body] ?? 0;
  // behind the four octets of its date
  const algorithm = head[start.body + 5] ?? 0;
  return [4, 6].includes(version) && keyAlgorithm(algorithm) !== undefined;
}

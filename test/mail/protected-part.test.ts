import { describe, expect, it } from 'vitest';
import { readEntity } from '../../src/mail/entity.js';
import { MailFault } from '../../src/mail/mail-fault.js';
import { growTree } from '../../src/mail/mail-tree.js';
import { isSignaturePart, openPart, signedChild } from '../../src/mail/protected-part.js';
import { multipart } from '../support/signed-mails.js';

const grow = (text: string) => growTree(readEntity(Buffer.from(text, 'latin1')));
const part = (type: string, body = 'hello') => `Content-Type: ${type}\n\n${body}`;
const TEXT = part('text/plain');
const SIGNATURE = part('application/pgp-signature', 'S');
const VERSION = part('application/pgp-encrypted', 'Version: 1');
const MESSAGE = part('application/octet-stream', 'M');
const encrypted = (...parts: string[]) => grow(multipart(parts, { type: 'multipart/encrypted' }));
const signed = (...parts: string[]) => grow(multipart(parts, { type: 'multipart/signed' }));

describe('a signature in a part', () => {
  it.each([
    ['application/pgp-signature; name=release.asc', true],
    ['application/octet-stream; name=signature.asc', true],
    ['application/octet-stream; name=OpenPGP_signature.asc', true],
    ['application/octet-stream; name=my_signature.asc', false],
    ['application/octet-stream; name=signature.asc.exe', false],
    ['application/octet-stream', false],
    ['text/plain; name=signature.asc', false],
  ])('%s: %s', (type, expected) => {
    expect(isSignaturePart(grow(part(type)))).toBe(expected);
  });
});

describe('the part that a signature beside it covers', () => {
  it('is the first one, of a mail that is signed, also as Exchange has changed it', () => {
    const original = signed(TEXT, SIGNATURE);
    expect(signedChild(original)).toBe(original.children[0]);
    const mangled = grow(multipart([part('text/plain', ''), TEXT, SIGNATURE]));
    expect(signedChild(mangled)).toBe(mangled.children[1]);
  });

  it('is none of others', () => {
    for (const other of [grow(multipart([TEXT, TEXT])), encrypted(VERSION, MESSAGE), grow(TEXT)]) {
      expect(signedChild(other)).toBeUndefined();
    }
  });
});

describe('a part for OpenPGP', () => {
  it('is an encrypted message beside its version, also as Exchange has changed it', () => {
    const data = Buffer.from('M');
    expect(openPart(encrypted(VERSION, MESSAGE))).toEqual({ form: 'message', data, mangled: false });
    const mangled = grow(multipart([part('text/plain', ''), VERSION, MESSAGE]));
    expect(openPart(mangled)).toEqual({ form: 'message', data, mangled: true });
  });

  it.each([
    ['no version', [TEXT, MESSAGE]],
    ['two messages', [MESSAGE, MESSAGE]],
    ['no message', [VERSION, TEXT]],
    ['a third part', [VERSION, MESSAGE, TEXT]],
  ])('is no encrypted message where there is %s', (_name, parts) => {
    expect(() => openPart(encrypted(...parts))).toThrow(MailFault);
  });

  it('is what was signed, to the byte, with CRLF, and the signature', () => {
    const bytes = part('text/plain; charset=iso-8859-1', 'gr\xfcn\r\nb');
    expect(openPart(signed(bytes, SIGNATURE))).toEqual({
      form: 'signed',
      part: Buffer.from(bytes.replace(/\r?\n/g, '\r\n'), 'latin1'),
      signature: Buffer.from('S'),
      mangled: false,
    });
  });

  it('is a text, which may hold a message', () => {
    expect(openPart(grow(TEXT))).toEqual({ form: 'message', data: Buffer.from('hello'), mangled: false });
  });
});

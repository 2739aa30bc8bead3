import { beforeAll, describe, expect, it } from 'vitest';
import { isMail } from '../../src/mail/file/mail-file.js';
import { MAX_HEADER } from '../../src/mail/largest-mail.js';
import type { StructureFault } from '../../src/mail/mail-fault.js';
import type { Trust } from '../../src/pgp/verify/index.js';
import { armored, cleartext, packet, signatureBody, trustOf, verdictOn } from '../support/messages.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

let vendor: TestVendor;
let trust: Trust;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
});

const HEAD =
  'Return-Path: <x@example.com>\nFrom: security@example.com\nTo: you@example.com\nSubject: hello\nDate: now\nMIME-Version: 1.0\n';
const PART =
  'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHello =3D you\n\nbye\n';
const crlf = (text: string) => text.replace(/\n/g, '\r\n');

async function block(part = PART): Promise<string> {
  return armored('SIGNATURE', packet(2, await signatureBody(vendor.privateKey, Buffer.from(crlf(part)))));
}

interface Shape {
  type?: string;
  part?: string;
  signature?: string;
  after?: string;
  head?: string;
}

async function signedMail(shape: Shape = {}): Promise<string> {
  const {
    head = HEAD,
    type = 'multipart/signed; micalg=pgp-sha256;\n\tprotocol="application/pgp-signature"',
  } = shape;
  const signature = shape.signature ?? (await block());
  return `${head}Content-Type: ${type};\n boundary="=_b (1)"\n\nThis is a MIME message.\n--=_b (1)\n${shape.part ?? PART}\n--=_b (1)\nContent-Type: application/pgp-signature; name=signature.asc\n\n${signature}\n${shape.after ?? ''}--=_b (1)--\nepilogue\n`;
}

describe('PGP/MIME, signed: refused', () => {
  it.each<[string, () => Promise<string>]>([
    ['a changed text', async () => (await signedMail()).replace('bye', 'buy')],
    [
      'a changed header of the part',
      async () => (await signedMail()).replace('charset=utf-8', 'charset=utf-7'),
    ],
    ['one line break more', async () => (await signedMail()).replace('bye\n', 'bye\n\n')],
    ['the encoding undone', async () => (await signedMail()).replace('=3D', '=')],
  ])('%s: bad', async (_name, make) => {
    expect(await verdictOn(await make(), trust)).toMatchObject({
      kind: 'mail',
      verdict: 'not-verified',
      signatures: [{ status: 'bad' }],
    });
  });

  it.each<[StructureFault, () => Promise<string>]>([
    [
      'signed-parts',
      async () => signedMail({ after: '--=_b (1)\nContent-Type: text/plain\n\nAnd pay Mallory\n' }),
    ],
    ['no-last-boundary', async () => (await signedMail()).replace('--=_b (1)--', '')],
    ['no-signature', async () => signedMail({ signature: 'nothing' })],
    ['no-boundary', async () => (await signedMail()).replace(/;\n boundary=.*/, '')],
    ['part-without-header', async () => signedMail({ part: 'no field\n\ntext' })],
    ['header-too-long', async () => signedMail({ part: `X: ${'x'.repeat(MAX_HEADER)}\n\ntext` })],
  ])('%s: malformed', async (fault, make) => {
    const problem = { code: 'mail-structure', fault };
    expect(await verdictOn(await make(), trust)).toMatchObject({ verdict: 'malformed', problem });
  });

  it('a signed part beside others, as a mailing list makes it: listed', async () => {
    const inner = await signedMail({ head: '' });
    const mail = `${HEAD}Content-Type: multipart/mixed; boundary=list\n\n--list\n${inner}\n--list\nContent-Type: text/plain\n\nfooter\n--list--\n`;
    expect(await verdictOn(mail, trust)).toMatchObject({
      kind: 'mail',
      verdict: 'not-verified',
      parts: [
        { number: 1, form: 'signed', verification: { verdict: 'good' } },
        { number: 2, form: 'text', verification: { verdict: 'not-protected' } },
      ],
    });
  });

  it('a signature beside a text, in no multipart/signed: listed, and no part is good', async () => {
    const mail = await signedMail({ type: 'multipart/related' });
    expect(await verdictOn(mail, trust)).toMatchObject({
      verdict: 'not-verified',
      parts: [
        { form: 'text', verification: { verdict: 'not-protected' } },
        { form: 'attachment', verification: { nature: 'mail-part' } },
      ],
    });
  });

  it('two content types: programs differ on which one counts', async () => {
    const mail = await signedMail({ head: `${HEAD}Content-Type: text/plain\n` });
    const problem = { code: 'mail-repeated', text: 'Content-Type' };
    expect(await verdictOn(mail, trust)).toMatchObject({ problem });
    const part = PART.replace(/.*\n/, '$&Content-type: text/html\n');
    expect(await verdictOn(await signedMail({ part }), trust)).toMatchObject({
      problem: { code: 'mail-repeated', text: 'Content-type' },
    });
  });

  it('a signed mail inside another: listed', async () => {
    const mail = `${HEAD}Content-Type: message/rfc822\n\n${await signedMail()}`;
    expect(await verdictOn(mail, trust)).toMatchObject({
      verdict: 'not-verified',
      parts: [
        { number: 1, form: 'mail', verification: { verdict: 'good' } },
        { number: 2, form: 'signed', verification: { verdict: 'good' } },
      ],
    });
  });

  it('S/MIME and plain mail: not protected', async () => {
    const smime = `${HEAD}Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b\n\n--b\n`;
    expect(await verdictOn(smime, trust)).toMatchObject({ verdict: 'not-protected', nature: 'cms' });
    expect(await verdictOn(`${HEAD}\nHello\n`, trust)).toMatchObject({ nature: 'mail' });
  });
});

describe('PGP/MIME, signed: good', () => {
  it.each<[string, () => Promise<string>]>([
    ['with LF', () => signedMail()],
    ['with CRLF', async () => crlf(await signedMail())],
    ['from an mbox', async () => `From x@example.com Mon Jan  1\n${await signedMail()}`],
    [
      'with its signature in base64',
      async () => {
        const encoded = Buffer.from(await block()).toString('base64');
        return signedMail({ signature: encoded }).then((mail) =>
          mail.replace('name=signature.asc', 'name=x\nContent-Transfer-Encoding: base64'),
        );
      },
    ],
  ])('%s', async (_name, make) => {
    const result = await verdictOn(await make(), trust);
    expect(result).toMatchObject({
      kind: 'mail',
      verdict: 'good',
      warnings: [{ code: 'outer-headers' }],
    });
    if (result.verdict === 'good') expect(Buffer.from(result.content ?? '').toString()).toBe(crlf(PART));
  });

  it('one changed byte of the part, any: not good', async () => {
    const mail = Buffer.from(crlf(await signedMail()));
    const start = mail.indexOf('Content-Type: text/plain');
    const end = start + crlf(PART).length;
    for (let at = start; at < end; at++) {
      const changed = Buffer.from(mail);
      for (const value of [(mail[at] ?? 0) ^ 1, 10, 13]) {
        if (value === mail[at]) continue;
        changed[at] = value;
        const result = await verdictOn(changed, trust);
        if (result.verdict === 'good') throw new Error(`good with another byte at ${at - start}`);
      }
    }
  });
});

describe('PGP/MIME, encrypted', () => {
  const body = packet(18, Buffer.concat([Buffer.from([1]), Buffer.alloc(40)]));
  const message = () => {
    const keyID = trust.keys.find(({ facts }) => facts.canEncrypt)?.facts.keyID ?? '';
    return armored(
      'MESSAGE',
      Buffer.concat([
        packet(1, Buffer.concat([Buffer.from([3]), Buffer.from(keyID, 'hex'), Buffer.from([25, 0, 1, 1])])),
        body,
      ]),
    );
  };
  const mail = (type: string, first = '') =>
    `${HEAD}Content-Type: ${type}; boundary=b\n\n${first}--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n${message()}\n--b--\n`;

  it('is addressed', async () => {
    const result = await verdictOn(mail('multipart/encrypted; protocol="application/pgp-encrypted"'), trust);
    expect(result).toMatchObject({ kind: 'encrypted', verdict: 'addressed' });
  });

  it('as Exchange mangles it', async () => {
    const first = '--b\nContent-Type: text/plain\n\n\n';
    expect(await verdictOn(mail('multipart/mixed', first), trust)).toMatchObject({
      verdict: 'addressed',
      warnings: [{ code: 'mangled-mail' }, { code: 'outer-headers' }],
    });
  });

  it('with something filled in beside it: not the root', async () => {
    const first = '--b\nContent-Type: text/plain\n\nsurprise\n';
    expect(await verdictOn(mail('multipart/mixed', first), trust)).toMatchObject({
      verdict: 'not-verified',
      parts: [{ number: 1 }, { number: 2 }, { number: 3, verification: { verdict: 'addressed' } }],
    });
  });
});

describe('OpenPGP in the text of a mail', () => {
  it('is read with its encoding undone', async () => {
    const text = await cleartext(vendor.privateKey, 'a = b\nüber\n');
    const quoted = [...Buffer.from(text)]
      .map((byte) =>
        byte === 61 || byte > 126 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
      )
      .join('');
    const forms = {
      '8bit': text,
      'quoted-printable': quoted.replace(/^(.{20})/gm, '$1=\n'),
      base64: Buffer.from(text)
        .toString('base64')
        .replace(/(.{60})/g, '$1\n'),
    };
    for (const [encoding, body] of Object.entries(forms)) {
      const mail = `${HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;
      const result = await verdictOn(mail, trust);
      expect(result).toMatchObject({ kind: 'cleartext', verdict: 'good' });
      if (result.verdict === 'good')
        expect(Buffer.from(result.content ?? '').toString()).toBe('a = b\nüber\n');
    }
  });

  it('in an unknown encoding: said', async () => {
    const mail = `${HEAD}Content-Transfer-Encoding: x-rot13\n\nhello`;
    expect(await verdictOn(mail, trust)).toMatchObject({
      problem: { code: 'mail-encoding', text: 'x-rot13' },
    });
  });
});

describe('a signed message in a mail that should be encrypted', () => {
  it('counts by itself, and not with a third part beside it', async () => {
    const part = (type: string, body: string) => `--b\nContent-Type: ${type}\n\n${body}\n`;
    const signed = part('application/octet-stream', await cleartext(vendor.privateKey, 'text'));
    const mail = (third: string) =>
      `${HEAD}Content-Type: multipart/encrypted; boundary=b\n\n${part('application/pgp-encrypted', 'Version: 1')}${third}${signed}--b--\n`;
    expect(await verdictOn(mail(''), trust)).toMatchObject({ verdict: 'good' });
    const third = part('text/plain', 'And pay Mallory');
    expect(await verdictOn(mail(third), trust)).toMatchObject({
      verdict: 'malformed',
      problem: { code: 'mail-structure', fault: 'encrypted-parts' },
    });
  });
});

describe('what a mail is', () => {
  it.each([
    ['one field', 'Subject: hello\n\ntext', false],
    ['a letter with colons', 'Note: this\nWhere: there\n\ntext', false],
    ['a mail', 'Received: by x\nSubject: hello\n\ntext', true],
    ['a signed message', '-----BEGIN PGP SIGNED MESSAGE-----\n\nFrom: x\nTo: y\n', false],
  ])('%s', (_name, text, expected) => {
    expect(isMail(Buffer.from(text))).toBe(expected);
  });
});

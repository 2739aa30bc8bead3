import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { innerMessage } from '../../../src/mail/compose/inner-message.js';
import type { Letter } from '../../../src/mail/compose/letter.js';
import { LETTER } from '../../support/letter.js';

async function* streamOf(...pieces: (Uint8Array | string)[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}

/** Each piece is copied, as its memory is used again. */
async function made(
  letter: Letter,
  report: { name: string; text: Uint8Array | string },
  attachments: readonly { name: string; data: Uint8Array }[] = [],
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const file = (name: string, data: Uint8Array | string) => ({
    name,
    size: Buffer.byteLength(data),
    bytes: streamOf(data),
  });
  const files = attachments.map(({ name, data }) => file(name, data));
  const { bytes, size } = await innerMessage(letter, file(report.name, report.text), files);
  for await (const piece of bytes) pieces.push(Buffer.from(piece));
  const mail = Buffer.concat(pieces);
  expect(size).toBe(mail.length);
  return mail;
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string) => Buffer.from(content as Uint8Array);

describe('the inner message', () => {
  it('holds any report, any name that a system takes and any bytes, and every line ends in CRLF', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0')),
        fc.array(
          fc.record({
            name: fc
              .stringMatching(/^[\p{L}\p{N} ._'"%*;=()-]{1,80}$/u)
              .filter((name) => name.trim() === name && !/^\.*$/.test(name)),
            data: fc.uint8Array(),
          }),
          { maxLength: 3 },
        ),
        async (text, attachments) => {
          const report = Buffer.from(text);
          const mail = await made(LETTER, { name: 'report.md', text: report }, attachments);
          expect(mail.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
          const read = await PostalMime.parse(mail, { attachmentEncoding: 'arraybuffer' });
          expect(read.attachments.map(({ filename }) => filename)).toEqual(
            attachments.map(({ name }) => name),
          );
          for (const [at, { data }] of attachments.entries())
            expect(bytesOf(read.attachments[at]?.content ?? '').equals(data)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('shows a report of UTF-8, to the byte, and attaches any other behind a line of text', async () => {
    const text = 'Grüße\nzweite Zeile\r\n\n';
    const mail = (await made(LETTER, { name: 'report.md', text })).toString();
    expect(Buffer.from(/base64\r\n\r\n([\s\S]*?)\r\n--/.exec(mail)?.[1] ?? '', 'base64').toString()).toBe(
      text,
    );
    const binary = Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe]);
    const read = await PostalMime.parse(await made(LETTER, { name: 'report.pdf', text: binary }));
    expect(read.text?.trim()).toBe('It is attached.');
    expect(read.attachments.map(({ filename, content }) => [filename, bytesOf(content)])).toEqual([
      ['report.pdf', binary],
    ]);
  });

  it('does not know its size where that of an attachment is not known', async () => {
    const report = { name: 'report.md', size: 1, bytes: streamOf('a') };
    const log = { name: 'log.txt', size: undefined, bytes: streamOf('b') };
    expect((await innerMessage(LETTER, report, [log])).size).toBeUndefined();
  });

  it('attaches a report of more than 8 MiB, whole', async () => {
    const long = Buffer.alloc((8 << 20) + 3, 'a');
    const read = await PostalMime.parse(await made(LETTER, { name: 'log.txt', text: long }));
    expect(
      read.attachments.map(({ filename, content }) => [filename, bytesOf(content).equals(long)]),
    ).toEqual([['log.txt', true]]);
  });

  it('shows one of just 8 MiB', async () => {
    const mail = await made(LETTER, { name: 'log.txt', text: Buffer.alloc(8 << 20, 'a') });
    expect(mail.includes('Content-Disposition')).toBe(false);
  });

  it('names the type of each part: a text of UTF-8, and bytes to be saved', async () => {
    const mail = (
      await made(LETTER, { name: 'r', text: 'x' }, [{ name: 'a.bin', data: Buffer.from('y') }])
    ).toString();
    const [, , text, , file] = mail.split(/(\r\n){0,1}--=_.*\r\n/);
    expect(text).toBe(
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\neA==',
    );
    expect(file).toBe(
      [
        ...['Content-Type: application/octet-stream', 'Content-Transfer-Encoding: base64'],
        ...['Content-Disposition: attachment; filename=a.bin', '', 'eQ=='],
      ].join('\r\n'),
    );
  });

  it('says inside what stands outside of each field, and the true subject', async () => {
    const mail = (
      await made({ ...LETTER, subject: 'Überlauf in der Anmeldung =?x?=' }, { name: 'r', text: 'x' })
    ).toString();
    const head = mail.slice(0, mail.indexOf('\r\n\r\n')).replace(/\r\n /g, ' ');
    expect(head.split('\r\n').map((line) => line.replace(/boundary=.*/, 'boundary'))).toEqual([
      'From: "Ann" <ann@example.org>',
      'To: security@example.com',
      expect.stringMatching(/^Subject: =\?UTF-8\?B\?/),
      'Date: Thu, 26 Nov 2026 12:00:00 +0000',
      'HP-Outer: From: "Ann" <ann@example.org>',
      'HP-Outer: To: security@example.com',
      'HP-Outer: Subject: [...]',
      'HP-Outer: Date: Thu, 26 Nov 2026 12:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; protected-headers=v1; hp=cipher; boundary',
    ]);
    expect((await PostalMime.parse(mail)).subject).toBe('Überlauf in der Anmeldung =?x?=');
  });

  it('cleans the names of files of what moves the cursor, hides, or parts folders', async () => {
    const names = ['a\u202egpj.exe', 'b\u0007\n.txt', 'c/d\\e', '..', 'emoji \u{1f469}\u200d\u{1f4bb}.txt'];
    const files = names.map((name) => ({ name, data: Buffer.from('x') }));
    const read = await PostalMime.parse(await made(LETTER, { name: 'r', text: 'x' }, files));
    expect(read.attachments.map(({ filename }) => filename)).toEqual([
      'a_gpj.exe',
      'b__.txt',
      'c_d_e',
      'attachment',
      'emoji \u{1f469}\u200d\u{1f4bb}.txt',
    ]);
  });
});

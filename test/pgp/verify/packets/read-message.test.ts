import { deflateRawSync, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import {
  armored,
  inline,
  literal,
  onePass,
  packet,
  primaryOf,
  signatureBody,
  trustOf,
  verdictOn,
} from '../../../support/messages.js';
import { makeVendor, type TestVendor } from '../../../support/vendor.js';

const CONTENT = Buffer.from('content');

let vendor: TestVendor;
let trust: Trust;
let body: Buffer;
let start: Buffer;
let end: Buffer;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  body = await signatureBody(vendor.privateKey, CONTENT);
  start = onePass(body, primaryOf(trust).keyID);
  end = packet(2, body);
});

const zip = (data: Buffer) => packet(8, Buffer.concat([Buffer.from([1]), deflateRawSync(data)]));
const all = (...parts: Buffer[]) => Buffer.concat(parts);
const problemOf = async (data: Buffer, maxSize?: number) => {
  const result = await verdictOn(data, trust, maxSize === undefined ? {} : { maxSize });
  return result.verdict === 'malformed' ? result.problem.code : result.verdict;
};

describe('a text that starts like a packet', () => {
  it.each<[string, Buffer]>([
    ['é', Buffer.from('é')],
    ['ˈtɛst', Buffer.from('ˈtɛst ˈtɛst\n'.repeat(30))],
    ['£ in Latin-1', Buffer.from('£100 for you\n', 'latin1')],
    ['¯ in Latin-1', Buffer.from('¯ is a macron\n', 'latin1')],
  ])('%s', async (_name, text) => {
    expect(await verdictOn(text, trust)).toMatchObject({ verdict: 'not-protected', nature: 'text' });
  });
});

describe('refused', () => {
  it.each<[string, () => Buffer, string]>([
    ['two texts', () => all(start, literal(CONTENT), literal('other'), end), 'several-literals'],
    [
      'two texts, the second behind the signature',
      () => all(start, literal(CONTENT), end, literal('other')),
      'several-literals',
    ],
    ['two texts without a signature', () => all(literal(CONTENT), literal('other')), 'several-literals'],
    [
      'a second message behind it',
      () => all(start, literal(CONTENT), end, start, literal(CONTENT), end),
      'trailing-data',
    ],
    ['bytes behind it', () => all(start, literal(CONTENT), end, Buffer.from('x')), 'trailing-data'],
    [
      'bytes behind compressed data',
      () => all(zip(all(start, literal(CONTENT), end)), literal('other')),
      'trailing-data',
    ],
    ['a signature without its one-pass packet', () => all(literal(CONTENT), end), 'grammar'],
    ['a one-pass packet without its signature', () => all(start, literal(CONTENT)), 'truncated'],
    ['no text', () => all(start, end), 'truncated'],
    ['a signature around compressed data', () => all(start, zip(literal(CONTENT)), end), 'grammar'],
    ['encrypted data inside', () => zip(packet(18, Buffer.from([1, 2, 3]))), 'grammar'],
    ['a key inside', () => all(start, packet(6, Buffer.from([4])), end), 'grammar'],
    [
      'an unknown critical packet',
      () => all(start, literal(CONTENT), end, packet(39, Buffer.from('x'))),
      'packet-unknown',
    ],
    ['a literal packet of an unknown format', () => all(start, literal(CONTENT, 'x'), end), 'literal-header'],
    [
      'a literal packet that is too short',
      () => all(start, packet(11, Buffer.from('b')), end),
      'literal-header',
    ],
    [
      'unknown compression',
      () => Buffer.from(armored('MESSAGE', packet(8, Buffer.from([9, 1])))),
      'compression',
    ],
    ['damaged compressed data', () => packet(8, Buffer.from([1, 0xff, 2])), 'compression-damaged'],
    [
      'compressed data that is cut off',
      () => packet(8, all(Buffer.from([1]), deflateRawSync(literal('x'.repeat(999))).subarray(0, 9))),
      'compression-damaged',
    ],
    ...(
      [
        ['ZIP', 1, deflateRawSync],
        ['zlib', 2, deflateSync],
      ] as const
    ).map(([name, algorithm, pack]): [string, () => Buffer, string] => [
      `bytes in a compressed packet, behind the end of its ${name} stream`,
      () => {
        const packed = pack(all(start, literal(CONTENT), end));
        return packet(8, all(Buffer.from([algorithm]), packed, Buffer.from('x')));
      },
      'compression-trailing',
    ]),
    ['compressed five times', () => zip(zip(zip(zip(zip(all(start, literal(CONTENT), end)))))), 'too-deep'],
    ['only markers', () => packet(10, Buffer.from('PGP')), 'grammar'],
    ['partial lengths where none may be', () => all(Buffer.from([0xc2, 0xe0, 4, 1, 4])), 'packet-length'],
    [
      'a first part under 512 bytes',
      () => all(Buffer.from([0xcb, 0xe8]), Buffer.alloc(256, 0x62), Buffer.from([0])),
      'packet-length',
    ],
    ['a length without an end for a signature', () => all(Buffer.from([0x8b, 4]), body), 'packet-length'],
    ['a signature beside other packets', () => all(end, packet(6, Buffer.from([4]))), 'grammar'],
    [
      'more packets than anyone sends',
      () => all(...Array.from({ length: 5000 }, () => end)),
      'too-many-packets',
    ],
  ])('%s', async (_name, make, code) => {
    expect(await problemOf(make())).toBe(code);
  });

  it('cut anywhere', async () => {
    const message = all(start, literal(CONTENT), end);
    for (let length = 1; length < message.length; length++) {
      const result = await verdictOn(message.subarray(0, length), trust, { data: CONTENT });
      expect(['malformed', 'not-protected']).toContain(result.verdict);
    }
  });

  it('more than it may unpack to, and only then', async () => {
    const large = all(start, literal(Buffer.alloc(100_000)), end);
    for (const make of [(data: Buffer) => data, zip, (data: Buffer) => zip(zip(data))]) {
      expect(await problemOf(make(large), 90_000)).toBe('too-large');
    }
    const bomb = await verdictOn(zip(literal(Buffer.alloc(3 << 20))), trust, { maxSize: 1000 });
    expect(bomb).toMatchObject({ problem: { code: 'too-large', number: 1000 } });
    const exact = await inline(vendor.privateKey, Buffer.alloc(90_000));
    for (const make of [(data: Buffer) => data, zip, (data: Buffer) => zip(zip(data))]) {
      expect(await problemOf(make(exact), 90_000)).toBe('good');
      expect(await problemOf(make(exact), 89_999)).toBe('too-large');
    }
    expect(await problemOf(zip(await inline(vendor.privateKey, Buffer.alloc(90_000))), 100_000)).toBe('good');
  });
});

describe('accepted', () => {
  it.each<[string, () => Buffer]>([
    [
      'markers, padding and unknown packets that are not critical',
      () =>
        all(
          packet(10, Buffer.from('PGP')),
          start,
          packet(21, Buffer.from('xx')),
          literal(CONTENT),
          packet(63, Buffer.from('x')),
          end,
        ),
    ],
    ['two signatures, each in its place', () => all(start, start, literal(CONTENT), end, end)],
    ['compressed twice', () => zip(zip(all(start, literal(CONTENT), end)))],
    ['ZLIB', () => packet(8, all(Buffer.from([2]), deflateSync(all(start, literal(CONTENT), end))))],
    [
      'old headers',
      () =>
        all(
          Buffer.from([0x90, 13]),
          start.subarray(6),
          Buffer.from([0xac, 13]),
          literal(CONTENT).subarray(6),
          Buffer.from([0x89, body.length >> 8, body.length & 255]),
          body,
        ),
    ],
    [
      'compressed data without a length',
      () => all(Buffer.from([0xa3, 1]), deflateRawSync(all(start, literal(CONTENT), end))),
    ],
  ])('%s', async (_name, make) => {
    expect(await verdictOn(make(), trust)).toMatchObject({ verdict: 'good', content: CONTENT });
  });

  it('a text in parts', async () => {
    const content = Buffer.alloc(1500, 'text ');
    const signature = await signatureBody(vendor.privateKey, content);
    const text = Buffer.concat([Buffer.from('b\0\0\0\0\0'), content]);
    const parts = all(
      Buffer.from([0xcb, 0xe9]),
      text.subarray(0, 512),
      Buffer.from([0xe0]),
      text.subarray(512, 513),
      Buffer.from([0xff, 0, 0, 3, 225]),
      text.subarray(513),
    );
    const message = all(onePass(signature, primaryOf(trust).keyID), parts, packet(2, signature));
    expect(await verdictOn(message, trust)).toMatchObject({ verdict: 'good', content });
  });
});

describe('signatures', () => {
  it('at most 64 are looked at', async () => {
    const many = all(...Array.from({ length: 65 }, () => end));
    const result = await verdictOn(many, trust, { data: CONTENT });
    expect(result).toMatchObject({ warnings: [{ code: 'too-many-signatures', count: 65 }] });
    expect('signatures' in result && result.signatures.length).toBe(64);
  });

  it('labelled as a message: taken, and said', async () => {
    const file = armored('MESSAGE', end);
    expect(await verdictOn(file, trust, { data: CONTENT })).toMatchObject({
      verdict: 'good',
      warnings: [{ code: 'label' }],
    });
  });
});

describe('not protected', () => {
  it.each<[string, () => Buffer | string, object]>([
    ['a literal packet', () => literal('x'), { kind: 'literal', nature: 'literal' }],
    ['a compressed literal packet', () => armored('MESSAGE', zip(literal('x'))), { kind: 'literal' }],
    ['a certificate', () => vendor.certificate, { kind: 'certificate', nature: 'certificate' }],
    ['a secret key', () => vendor.secretKey, { kind: 'secret-key', warnings: [{ code: 'secret-key' }] }],
    ['nothing', () => '', { nature: 'empty' }],
    ['text', () => 'Hello', { kind: 'text', nature: 'text' }],
    [
      'text about OpenPGP',
      () => 'It starts with "-----BEGIN PGP MESSAGE-----", as always.\n',
      { kind: 'text' },
    ],
    ['Latin-1', () => Buffer.from('\xc9t\xe9', 'latin1'), { kind: 'text' }],
    ['PDF', () => '%PDF-1.7\n%\xe2\xe3', { kind: 'other', nature: 'pdf' }],
    ['zip', () => 'PK\x03\x04xx', { nature: 'zip' }],
    [
      'PNG, whose first byte looks like a signature packet',
      () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      { nature: 'image' },
    ],
    ['age', () => 'age-encryption.org/v1\n-> X25519 x\n', { nature: 'age' }],
    ['armored age', () => '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n', { nature: 'age' }],
    ['PKCS #7', () => '-----BEGIN PKCS7-----\nMIIB\n', { nature: 'cms' }],
    ['DER CMS', () => Buffer.from('308206b106092a864886f70d010702a08206a2', 'hex'), { nature: 'cms' }],
    ['an SSH signature', () => '-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n', { nature: 'ssh-signature' }],
    [
      'an SSH key',
      () => '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n',
      { nature: 'ssh-key', warnings: [{ code: 'secret-key' }] },
    ],
    ['minisign', () => 'untrusted comment: signature\nRWQ=\n', { nature: 'minisign' }],
  ])('%s', async (_name, make, expected) => {
    expect(await verdictOn(make(), trust)).toMatchObject({ verdict: 'not-protected', ...expected });
  });
});

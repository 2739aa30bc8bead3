import { deflateRawSync } from 'node:zlib';
import { enums } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../src/pgp/verify/index.js';
import { literal, packet, primaryOf, signatureBody, trustOf, verdictOn } from '../../support/messages.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

/** Files of up to 1 MB that are made to exhaust: each is decided within seconds, whatever it is. */
const MB = 1 << 20;
const HEAD = '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n';
const ARMOR = '-----BEGIN PGP MESSAGE-----\n\n';
const MAIL = 'From: a\nTo: b\n';

let vendor: TestVendor;
let trust: Trust;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
});

const fill = (text: string) => text.repeat(Math.floor(MB / text.length));
const zip = (data: Buffer) => packet(8, Buffer.concat([Buffer.from([1]), deflateRawSync(data)]));

function manyParts(size = MB): Buffer {
  const parts = Buffer.alloc(size, Buffer.from([0xe0, 65]));
  const first = Buffer.concat([Buffer.from([0xcb, 0xe9]), Buffer.from('b\0\0\0\0\0'), Buffer.alloc(506)]);
  return Buffer.concat([first, parts, Buffer.from([0])]);
}

/** Each in two parts, and much behind them. */
function parted(): Buffer {
  const one = Buffer.concat([Buffer.from([0xc8, 0xe9]), Buffer.alloc(512, 1), Buffer.from([0])]);
  return Buffer.concat([...Array.from({ length: 1000 }, () => one), packet(60, Buffer.alloc(30 * MB))]);
}

const FILES: [string, () => string | Buffer][] = [
  ['a bomb', () => zip(literal(Buffer.alloc(70 * MB)))],
  ['a bomb in a bomb', () => zip(zip(zip(literal(Buffer.alloc(40 * MB)))))],
  ['half a million parts', () => manyParts()],
  ['thirty million parts, in a bomb', () => zip(manyParts(60 * MB))],
  ['packets in parts', parted],
  ['tiny packets', () => Buffer.alloc(MB, Buffer.from([0xea, 0]))],
  ['tiny signatures', () => Buffer.alloc(MB, packet(2, Buffer.alloc(20, 4)))],
  [
    'tiny session keys',
    () => Buffer.alloc(MB, packet(1, Buffer.from([3, 1, 2, 3, 4, 5, 6, 7, 8, 1, 0, 1, 1]))),
  ],
  ['a million lines', () => HEAD + fill('\n')],
  ['dashes', () => HEAD + fill('- \n')],
  ['one line', () => HEAD + fill('a')],
  ['blanks', () => HEAD + fill(' ')],
  ['a head without an end', () => `-----BEGIN PGP SIGNED MESSAGE-----\n${fill('Hash: SHA256\n')}`],
  ['a long head', () => `-----BEGIN PGP SIGNED MESSAGE-----\nHash: ${fill('A, ')}`],
  ['beginnings', () => fill('-----BEGIN PGP MESSAGE-----\n')],
  ['quoted beginnings', () => fill('> -----BEGIN PGP MESSAGE-----\n')],
  ['a long beginning', () => `-----BEGIN PGP ${fill('A')}`],
  ['blanks behind a beginning', () => `-----BEGIN PGP MESSAGE-----${fill(' ')}x`],
  ['lost heads', () => `${fill('-----BEGIN PGP SIGNE SIGNED ')}\n-----BEGIN PGP SIGNATURE-----\n\n`],
  ['armor of one character a line', () => ARMOR + fill('A\n')],
  ['armor of one line', () => ARMOR + fill('A')],
  ['armor of equals signs', () => ARMOR + fill('=')],
  ['armor headers', () => `-----BEGIN PGP MESSAGE-----\n${fill('A: b\n')}`],
  ['mail fields', () => MAIL + fill('X: y\n')],
  ['four million lines of mail fields', () => `${MAIL}Content-Type: a\n${' \n'.repeat(2 * MB)}`],
  [
    'half a million content fields',
    () => MAIL + Array.from({ length: MB / 2 }, (_, at) => `Content-${at}:\n`).join(''),
  ],
  ['a field without an end', () => `${MAIL}Content-Type: ${'a'.repeat(30 * MB)}`],
  ['mail parameters', () => `${MAIL}Content-Type: multipart/signed${fill(';x="\\')}\n\n`],
  ['mail parts', () => `${MAIL}Content-Type: multipart/mixed; boundary=b\n\n${fill('--b\n\n')}`],
  ['mail boundaries', () => `${MAIL}Content-Type: multipart/mixed; boundary="-"\n\n${fill('-')}`],
  [
    'quoted-printable',
    () => `${MAIL}Content-Transfer-Encoding: quoted-printable\n\n${fill(`=${' '.repeat(79)}`)}`,
  ],
  ['a million quote marks', () => `${fill('>')}-----BEGIN PGP MESSAGE-----\n\nxx\n`],
  ['quote marks and blanks', () => `${fill('> ')}-----BEGIN PGP MESSAGE-----\n\nxx\n`],
  ['a million blanks before a beginning', () => `${fill(' ')}-----BEGIN PGP MESSAGE-----\n\nxx\n`],
  [
    'the name of an encoding',
    () => `${MAIL}Content-Transfer-Encoding: ${'x'.repeat(250_000)}\n\n-----BEGIN PGP MESSAGE-----\n`,
  ],
  ['type fields', () => `x\n${fill('Content-Type:\n')}`],
];

describe('decided in time', () => {
  it.each(FILES)('%s', async (_name, make) => {
    const file = make();
    const start = process.cpuUsage();
    const result = await verdictOn(file, trust, { data: Buffer.from('x') });
    expect(result.verdict).not.toBe('good');
    // what is said of it stays short, whatever it holds
    if (result.verdict === 'malformed') expect(JSON.stringify(result.problem).length).toBeLessThan(500);
    // some ten milliseconds each; the limit leaves room for a busy machine
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});

/** A version 6 signature with a salt of its own; anybody can write a key ID into it. */
function salted(keyID: string, index: number): Buffer {
  const salt = Buffer.alloc(32, index);
  const hashed = Buffer.from([5, 2, 0x5f, 0, 0, 0]);
  const named = Buffer.concat([Buffer.from([9, 16]), Buffer.from(keyID, 'hex')]);
  const sizes = [hashed, named].map((area) => Buffer.from([0, 0, 0, area.length]));
  const head = Buffer.from([6, 0, 27, 14]);
  const tail = Buffer.concat([Buffer.from([0, 0, salt.length]), salt, Buffer.alloc(64)]);
  return packet(2, Buffer.concat([head, sizes[0] ?? head, hashed, sizes[1] ?? head, named, tail]));
}

/** 40 MiB of padding and, in bzip2 again, a text of 30 MiB of zeros. */
const BZIP2_TWICE = [
  'yP8AAACyA0JaaDkxQVkmU1nBkNuwBkZu/3/aUFNEQTAoIHDAXLAAwFgAAEBklBAhCUAEgTIFCAygAJKMEwCaMAJiMB',
  'oAaJtNGgKlUTI00yZMgDABNBoMmJg3oCICMXHmkBEBHT6UUgRARsoZ6EgIgIp3Pq5SfOijstbsvDL4XdHtf/KR4yim',
  'BK2Sg0C+pIissfIbFMAB9b763h2ED/APTYfsQ6+SaPoCICN/DjyF3JFOFCQwZDbsAA==',
].join('');

describe('work that signatures cannot multiply', () => {
  it('a hash for each of 64 salts, by a key of another version', async () => {
    const { keyID } = primaryOf(trust);
    const file = Buffer.concat(Array.from({ length: 64 }, (_, index) => salted(keyID, index)));
    const start = process.cpuUsage();
    const result = await verdictOn(file, trust, { data: Buffer.alloc(64 * MB) });
    expect(result).toMatchObject({ verdict: 'not-verified', signatures: { 63: { status: 'unsupported' } } });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });

  it('a hash for each of 64 salts, by the key itself', async () => {
    const six = await makeVendor({ type: 'curve25519', config: { v6Keys: true } });
    const own = await trustOf(six);
    const bodies = await Promise.all(
      Array.from({ length: 64 }, () => signatureBody(six.privateKey, Buffer.from('x'))),
    );
    const signatures = bodies.map((body) => packet(2, body));
    const large = Buffer.concat([...signatures, literal(Buffer.alloc(60 * MB, 10))]);
    const start = process.cpuUsage();
    expect(await verdictOn(large, own)).toMatchObject({
      verdict: 'not-verified',
      signatures: { 0: { status: 'bad' }, 63: { status: 'unsupported' } },
    });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
    // over a content of an ordinary size all of them are looked at
    const content = Buffer.alloc(2 * MB, 'x');
    const last = packet(2, await signatureBody(six.privateKey, content));
    const small = Buffer.concat([...signatures.slice(1), last, literal(content)]);
    expect(await verdictOn(small, own)).toMatchObject({
      verdict: 'good',
      signatures: { 62: { status: 'bad' } },
    });
  });

  it('bombs in bombs, each of an allowed size', async () => {
    let layers = literal(Buffer.alloc(MB));
    for (let depth = 0; depth < 4; depth++) {
      layers = zip(Buffer.concat([layers, packet(60, Buffer.alloc(50 * MB))]));
    }
    expect(layers.length).toBeLessThan(MB);
    const before = process.resourceUsage().maxRSS;
    expect(await verdictOn(layers, trust)).toMatchObject({ problem: { code: 'too-large' } });
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(300 << 10);
  });

  it('bzip2 in bzip2, which takes several times as long as the others', async () => {
    const start = process.cpuUsage();
    const result = await verdictOn(Buffer.from(BZIP2_TWICE, 'base64'), trust, { maxSize: 50 * MB });
    expect(result).toMatchObject({ problem: { code: 'too-large' } });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });

  it('memory, for a text of nothing but line feeds', async () => {
    const content = Buffer.alloc(60 * MB, '\n');
    const body = await signatureBody(vendor.privateKey, Buffer.from('x'), {
      type: enums.signature.text,
    });
    const file = Buffer.concat([packet(2, body), literal(content)]);
    const before = process.resourceUsage().maxRSS;
    expect(await verdictOn(file, trust)).toMatchObject({ signatures: [{ status: 'bad' }] });
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(300 << 10);
  });
});

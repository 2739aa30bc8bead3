/** Random damage to good messages, for tests that no damage is ever taken for the message. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { enums, type PrivateKey } from 'openpgp';
import { MANGLINGS } from './mangled.js';
import { armored, cleartext, inline, packet, signatureBody } from './messages.js';

export const SIGNED_TEXT = 'Line one\n- two\n\nFrom three\n';

/** The last of the messages: eight as they stand, and one for each way of undoing. */
export const LAST_MESSAGE = 7 + Object.keys(MANGLINGS).length;

/** In each form that is read: as they stand, and as other programs mangle them. */
export async function messagesToDamage(privateKey: PrivateKey): Promise<Buffer[]> {
  const content = Buffer.from(SIGNED_TEXT);
  const binary = await inline(privateKey, content);
  const body = await signatureBody(privateKey, content, { type: enums.signature.text });
  const clear = await cleartext(privateKey, SIGNED_TEXT);
  const part = Buffer.from(`Content-Type: text/plain\r\n\r\n${SIGNED_TEXT.replace(/\n/g, '\r\n')}`);
  const mime = armored('SIGNATURE', packet(2, await signatureBody(privateKey, part)));
  return [
    binary,
    packet(8, Buffer.concat([Buffer.from([1]), deflateRawSync(binary)])),
    Buffer.concat([packet(2, body), packet(11, Buffer.concat([Buffer.from('b\0\0\0\0\0'), content]))]),
    Buffer.from(armored('MESSAGE', binary)),
    Buffer.from(clear),
    Buffer.from(clear.replace(/\n/g, '\r\n')),
    Buffer.from(armored('SIGNATURE', packet(2, body))),
    Buffer.from(
      `From: a@example.com\nTo: b@example.com\nContent-Type: multipart/signed; boundary="b"; protocol="application/pgp-signature"\n\n--b\n${part.toString().replace(/\r\n/g, '\n')}\n--b\nContent-Type: application/pgp-signature\n\n${mime}\n--b--\n`,
    ),
    ...Object.values(MANGLINGS).map(({ apply: mangle }) => mangle(clear)),
  ];
}

export type DamageStep =
  | { do: 'flip'; at: number; bit: number }
  | { do: 'set'; at: number; to: number }
  | { do: 'cut'; at: number; length: number }
  | { do: 'end'; at: number }
  | { do: 'insert'; at: number; bytes: Uint8Array }
  | { do: 'swap'; at: number; from: number; length: number }
  | { do: 'splice'; at: number; other: number; from: number; length: number };

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const short = fc.integer({ min: 1, max: 40 });
const SCRAPS = [
  '\r',
  '\n',
  '\n\n',
  '\r\n',
  '-',
  '- ',
  '=',
  '\x1b[2J',
  '\u202e',
  '-----BEGIN PGP MESSAGE-----\n',
  '> ',
  '\x00',
];

export const damageStep: fc.Arbitrary<DamageStep> = fc.oneof(
  fc.record({ do: fc.constant('flip' as const), at: place, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ do: fc.constant('set' as const), at: place, to: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ do: fc.constant('cut' as const), at: place, length: short }),
  fc.record({ do: fc.constant('end' as const), at: place }),
  fc.record({
    do: fc.constant('insert' as const),
    at: place,
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc.constantFrom(...SCRAPS).map((text) => new Uint8Array(Buffer.from(text))),
    ),
  }),
  fc.record({ do: fc.constant('swap' as const), at: place, from: place, length: short }),
  fc.record({
    do: fc.constant('splice' as const),
    at: place,
    other: fc.nat({ max: LAST_MESSAGE }),
    from: place,
    length: fc.integer({ min: 1, max: 400 }),
  }),
);

/** @param others what a piece of may come in */
export function damaged(data: Buffer, change: DamageStep, others: readonly Buffer[]): Buffer {
  const at = Math.floor(change.at * data.length);
  const parts = (from: number, middle: Uint8Array, to: number) =>
    Buffer.concat([data.subarray(0, from), middle, data.subarray(to)]);
  switch (change.do) {
    case 'flip':
      return parts(at, Buffer.from([(data[at] ?? 0) ^ (1 << change.bit)]), at + 1);
    case 'set':
      return parts(at, Buffer.from([change.to]), at + 1);
    case 'cut':
      return parts(at, Buffer.alloc(0), at + change.length);
    case 'end':
      return data.subarray(0, at);
    case 'insert':
      return parts(at, change.bytes, at);
    case 'swap': {
      const from = Math.floor(change.from * data.length);
      return parts(at, data.subarray(from, from + change.length), at + change.length);
    }
    case 'splice': {
      const other = others[change.other] ?? data;
      const from = Math.floor(change.from * other.length);
      return parts(at, other.subarray(from, from + change.length), at);
    }
  }
}

/** What is signed before the text in some mails: lines that a mail program takes for a head. */
export const HEADLIKE = 'Note: a forgery\n\n';

/** Whether this is the signed text in one of these messages, but for its line ends. */
export function isSigned(content: Uint8Array): boolean {
  // text signatures do not cover the form of line ends, and a mail travels with CRLF
  const plain = Buffer.from(content).toString('latin1').replace(/\r\n/g, '\n');
  const parts = ['', 'Content-Type: text/plain\n\n', HEADLIKE];
  return parts
    .map((head) => head + SIGNED_TEXT)
    .some((text) => plain === text || plain === text.replace(/\n$/, ''));
}

import fc from 'fast-check';
import { readKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Look, lookAt, passingMessage, type Trust } from '../../../../../src/pgp/verify/index.js';
import { repairsOf } from '../../../../../src/pgp/verify/wholeness.js';
import { armored, literal, packet, trustOf } from '../../../../support/messages.js';
import { makeVendor } from '../../../../support/vendor.js';

/** An encrypted message that is looked at while it is read is judged as one that is held: see `lookAt`'s tests. */

let trust: Trust;
let ours: string;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  const key = await readKey({ armoredKey: vendor.certificate });
  ours = key.getSubkeys()[0]?.getKeyID().toHex() ?? '';
});

/** The same packet with its length written in another way, or in parts. */
function framed(tag: number, body: Buffer, form: number): Buffer {
  const head = (...octets: number[]) => Buffer.from(octets);
  if (form === 1 && tag < 16)
    return Buffer.concat([head(0x81 | (tag << 2), body.length >> 8, body.length & 255), body]);
  if (form === 2 && tag < 16) return Buffer.concat([head(0x83 | (tag << 2)), body]);
  if (form === 3 && body.length < 192) return Buffer.concat([head(0xc0 | tag, body.length), body]);
  if (form < 4) return packet(tag, body);
  // a first part of 512 octets, or (which none may be) of 256; then a short one, then the rest
  const power = form < 9 ? 9 : 8;
  if (body.length < 2 ** power + 2) return packet(tag, body);
  const [one, two, rest] = [
    body.subarray(0, 2 ** power),
    body.subarray(2 ** power, 2 ** power + 2),
    body.subarray(2 ** power + 2),
  ];
  const length = Buffer.alloc(4);
  length.writeUInt32BE(rest.length);
  return Buffer.concat([head(0xc0 | tag, 0xe0 | power), one, head(0xe1), two, head(0xff), length, rest]);
}

function flipBit(data: Buffer, at: number, bit: number): void {
  if (at < data.length) data[at] = data.readUInt8(at) ^ (1 << bit);
}

const bytes = (most: number) => fc.uint8Array({ maxLength: most }).map((array) => Buffer.from(array));

/** What stands in an encrypted message, and what should not. */
const part = fc
  .tuple(fc.constantFrom(1, 1, 3, 18, 18, 18, 9, 20, 21, 10, 45, 11, 2, 39), bytes(1500), fc.nat(9))
  .map(([tag, rest, form]) => {
    if (tag === 11) return literal(rest);
    const start: Record<number, Buffer> = {
      1: Buffer.from(`03${ours}120000`, 'hex'),
      3: Buffer.from('04090308', 'hex'),
      18: Buffer.from('01', 'hex'),
      20: Buffer.from('0109021000', 'hex'),
    };
    return framed(tag, Buffer.concat([start[tag] ?? Buffer.alloc(0), rest]), form);
  });

const first = fc
  .constantFrom('03', '06')
  .map((version) => packet(1, Buffer.from(`${version}${'00'.repeat(8)}120000`, 'hex')));

const binary = fc
  .tuple(first, fc.array(part, { maxLength: 5 }), bytes(4), fc.option(fc.nat()), fc.option(fc.nat()))
  .map(([start, parts, junk, cut, flip]) => {
    const data = Buffer.concat([start, ...parts, ...(cut === null ? [] : [junk])]);
    if (flip !== null) flipBit(data, start.length + (flip % (data.length - start.length + 1)), flip % 8);
    return cut === null || cut % 3 > 0 ? data : data.subarray(0, start.length + (cut % data.length));
  });

/** Whole messages, as most are. */
const whole = fc
  .tuple(first, fc.array(part, { maxLength: 2 }), bytes(70_000))
  .map(([start, parts, body]) =>
    Buffer.concat([
      start,
      ...parts.filter((one) => (one[0] ?? 0) === 0xc1),
      framed(18, Buffer.concat([Buffer.from([1]), body]), 4),
    ]),
  );

const text = fc.constantFrom('', 'Hello,\n', 'two\n\nlines\n', '> quoted\n', `${'x'.repeat(2000)}\n`);
const damage = fc.constantFrom<(block: string) => string>(
  (block) => block,
  (block) => block,
  (block) => block.replace(/\n/g, '\r\n'),
  (block) => block.replace('\n\n', '\nVersion: 1\nComment: x\n\n'),
  (block) => block.replace(/-----END.*\n/, ''),
  (block) => block.replace('-----END PGP MESSAGE', '-----END PGP SIGNATURE'),
  (block) => block + block,
  (block) => block.replace(/\n([^\n]{40})([^\n]{24}\n)/, '\n$1\n$2'),
  (block) => block.replace(/A/, '*'),
  (block) => block.replace(/\n([^-=].{0,62})\n/g, '\n$1 $1\n'),
  (block) => block.replace(/\n([^-=\n]{64})/g, ' $1'),
  (block) => block.replace(/\n=/, '='),
  (block) => block.replace('\n\n', '\n\u00a0\n'),
  (block) => block.replace(/\n([^-=].*)\n/g, '\n$1=\n'),
  (block) => block.replace(/=/g, '=3D'),
  (block) =>
    `${block}\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: x\n\nAAAA\n=AAAA\n-----END PGP PUBLIC KEY BLOCK-----\n`,
  (block) => block.replace(/\n([^\n]{64})\n([^\n]{64})\n/, '\n$1\n\n$2\n'),
  (block) => block.replace(/\n([^\n]{63})[^\n]\n=/, '\n$1\n='),
  (block) => block.slice(0, -20),
  (block) => block.slice(0, block.length / 2),
  (block) => `${block}-----BEGIN PGP NOTHING\n`,
);
const block = fc
  .tuple(fc.oneof(whole, binary), fc.constantFrom(undefined, false as const, '=AAAA'), text, text, damage)
  .map(([data, crc, before, after, change]) =>
    Buffer.from(before + change(armored('MESSAGE', data, crc === undefined ? {} : { crc })) + after),
  );

const verificationOf = (look: Look) => ('verification' in look ? look.verification : undefined);
const isMalformed = (look: Look) => verificationOf(look)?.verdict === 'malformed';
const isRepaired = (look: Look) => repairsOf(verificationOf(look) ?? { warnings: [] }).length > 0;
function codeOf(look: Look) {
  const found = verificationOf(look);
  return found?.verdict === 'malformed' ? found.problem.code : undefined;
}

async function same(data: Buffer, headLength: number, pieces: readonly number[]): Promise<boolean> {
  const at = Math.min(data.length, headLength);
  const passing = passingMessage(data.subarray(0, at), trust);
  if (!passing) return false;
  let from = at;
  for (const size of pieces) {
    // the memory of a piece is used again
    const piece = Buffer.from(data.subarray(from, from + size));
    passing.push(piece);
    piece.fill(0x2d);
    from += size;
  }
  passing.push(data.subarray(from));
  const held = await lookAt(data, trust, { now: new Date(), maxSize: 64 << 20 });
  const passed = passing.end();
  // a malformed one is looked at again, held: something may be undone, or told of each part
  if (isMalformed(passed)) expect(isRepaired(held) || codeOf(held) === codeOf(passed)).toBe(true);
  else expect(passed).toEqual(held);
  return true;
}

describe('an encrypted message that passes', () => {
  it.each([
    ['binary', fc.oneof(whole, binary), 16],
    ['armored', block, 2100],
  ] as const)(
    'is judged as one that is held, whatever is wrong with it: %s',
    async (_form, messages, least) => {
      let passed = 0;
      const sizes = fc.array(fc.nat(3000), { maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(
          messages,
          fc.integer({ min: least, max: 4000 }),
          sizes,
          async (data, head, pieces) => {
            if (await same(data, head, pieces)) passed++;
          },
        ),
        { numRuns: 400 },
      );
      expect(passed).toBeGreaterThan(200);
    },
  );
});

describe('what is held', () => {
  it.each<[string, () => string | Buffer]>([
    ['a signed message', () => armored('MESSAGE', literal('x'.repeat(1000)))],
    ['a binary one', () => literal('x'.repeat(1000))],
    ['a text', () => 'a text\n'.repeat(100)],
    ['a mail', () => `From: a\nTo: b\n\n${armored('MESSAGE', packet(18, Buffer.alloc(1000, 1)))}`],
    ['a signature', () => armored('SIGNATURE', packet(2, Buffer.alloc(1000, 4)))],
    ['a quoted block', () => armored('MESSAGE', packet(18, Buffer.alloc(1000, 1))).replace(/^/gm, '> ')],
    [
      'a block with a header that has no end',
      () => `-----BEGIN PGP MESSAGE-----\n${'Comment: x\n'.repeat(99)}`,
    ],
  ])('%s', (_name, make) => {
    expect(passingMessage(Buffer.from(make() as string), trust)).toBeUndefined();
  });
});

import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { enums } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Look,
  lookAt,
  type SignatureReport,
  type Trust,
  type Verification,
} from '../../../../../src/pgp/verify/index.js';
import { passingSigned } from '../../../../../src/pgp/verify/look/passing/passing-signed.js';
import { repairsOf } from '../../../../../src/pgp/verify/wholeness.js';
import { armored, literal, onePass, packet, signatureBody, trustOf } from '../../../../support/messages.js';
import { makeVendor } from '../../../../support/vendor.js';

/** A signed message that is judged while it is read is judged as one that is held: see `lookAt`'s tests. */

const CONTENT = Buffer.from(
  Array.from({ length: 9000 }, (_, i) => `line ${i}${i % 7 ? '\n' : '\r\n'}`).join(''),
);
let trust: Trust;
/** One-pass and signature packet, each with what it is. */
let signed: { before: Buffer; body: Buffer }[];

beforeAll(async () => {
  const [vendor, stranger] = await Promise.all([makeVendor(), makeVendor({ type: 'curve25519' })]);
  trust = await trustOf(vendor);
  const made = async (key: typeof vendor.privateKey, options: object, content = CONTENT, announced = {}) => {
    const body = await signatureBody(key, content, options);
    const said = Object.assign(Buffer.from(body), announced);
    return { before: onePass(said, key.getKeyID().toHex()), body };
  };
  const own = vendor.privateKey;
  signed = await Promise.all([
    made(own, {}),
    made(own, { hash: enums.hash.sha512 }),
    made(own, { type: enums.signature.text, hash: enums.hash.sha384 }),
    made(own, { hash: enums.hash.sha1 }),
    made(own, {}, Buffer.from('another text')),
    made(own, { type: enums.signature.standalone }),
    made(stranger.privateKey, {}),
    // the one-pass packet announces another hash: SHA-512 in place of SHA-256
    made(own, {}, CONTENT, { 3: 10 }),
  ]);
});

/** In parts of 512 octets, and the rest. */
function inParts(tag: number, body: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0xc0 | tag])];
  let at = 0;
  for (; body.length - at > 600; at += 512) parts.push(Buffer.from([0xe9]), body.subarray(at, at + 512));
  const length = Buffer.from([0xff, 0, 0, 0, 0]);
  length.writeUInt32BE(body.length - at, 1);
  return Buffer.concat([...parts, length, body.subarray(at)]);
}

const bodyOfLiteral = Buffer.concat([Buffer.from('b\x04name\0\0\0\0', 'latin1'), CONTENT]);
const LITERALS = [
  () => literal(CONTENT),
  () => inParts(11, bodyOfLiteral),
  () => literal(''),
  () => packet(11, Buffer.from('b\x40', 'latin1')),
  () => Buffer.concat([literal(CONTENT), literal('another one')]),
];

const compressed = (number: number, pack: (data: Buffer) => Buffer) => (data: Buffer) => {
  const body = Buffer.concat([Buffer.from([number]), pack(data)]);
  return number === 2 ? inParts(8, body) : packet(8, body);
};
const zip = compressed(1, deflateRawSync);
const zlib = compressed(2, deflateSync);
const LAYERS: ((data: Buffer) => Buffer)[] = [
  (data) => data,
  zip,
  zlib,
  compressed(0, (data) => data),
  compressed(9, (data) => data),
  compressed(2, (data) => deflateSync(data).subarray(0, -30)),
  compressed(1, (data) => Buffer.concat([deflateRawSync(data), Buffer.alloc(70_000)])),
  (data) => zip(zlib(data)),
  (data) => zip(zip(zip(zip(zip(data))))),
  (data) => Buffer.concat([zlib(data), literal('behind')]),
];

const flip = fc.option(fc.tuple(fc.nat(), fc.nat(7)), { freq: 3 });
const often = <T>(first: T, ...others: T[]) => fc.constantFrom(first, first, first, ...others);
const messages = fc
  .tuple(
    fc.array(fc.nat(7), { maxLength: 4 }),
    fc.nat(9),
    often(...(LITERALS as [() => Buffer])),
    often(...(LAYERS as [(data: Buffer) => Buffer])),
    flip,
    fc.boolean(),
    fc.option(fc.nat(), { freq: 5 }),
  )
  .map(([which, prefixed, literalOf, layer, flipped, isArmored, cut]) => {
    const some = which.flatMap((one) => signed[one] ?? []);
    const standing = prefixed < 2 ? some.slice(0, 1) : [];
    const passing = some.slice(standing.length);
    const inner = Buffer.concat([
      ...passing.map(({ before }) => before),
      ...standing.map(({ body }) => packet(2, body)),
      literalOf(),
      ...passing.map(({ body }) => packet(2, body)).reverse(),
    ]);
    const data = Buffer.from(layer(inner));
    if (flipped) data[flipped[0] % data.length] = (data[flipped[0] % data.length] ?? 0) ^ (1 << flipped[1]);
    const whole = cut === null ? data : data.subarray(0, 40 + (cut % data.length));
    return isArmored ? Buffer.from(`a text\n${armored('MESSAGE', whole)}`) : whole;
  });

async function* piecesOf(data: Buffer, size: number): AsyncGenerator<Buffer> {
  // the memory is used again
  const memory = Buffer.alloc(size);
  for (let at = 0; at < data.length; at += size)
    yield memory.subarray(0, data.copy(memory, 0, at, at + size));
}

const verificationOf = (look: Look) => ('verification' in look ? look.verification : undefined);

/** What is announced as another signature than it is was not hashed for: what else is wrong with it is not known. */
function withReasonsOf(held: Verification, passed: Verification): Verification {
  if (!('signatures' in held && 'signatures' in passed)) return passed;
  const isDisputed = (one: SignatureReport) => one.status === 'malformed' && one.why === 'one-pass';
  const signatures = passed.signatures.map((one, at) => {
    const other = held.signatures[at];
    return isDisputed(one) && other && other.status !== 'good' ? other : one;
  });
  return { ...passed, signatures };
}

describe('a signed message that passes', () => {
  it('is judged as one that is held, whatever is wrong with it, and hands out the same', async () => {
    const verdicts: Record<string, number> = {};
    const options = { now: new Date(), maxSize: 200_000 };
    await fc.assert(
      fc.asyncProperty(messages, fc.integer({ min: 100, max: 40_000 }), async (data, size) => {
        const passing = passingSigned(data.subarray(0, size), { trust, options });
        if (!passing) return;
        const parts: Buffer[] = [];
        const passed = verificationOf(
          await passing(piecesOf(data.subarray(size), size), async (bytes) => {
            parts.push(Buffer.from(bytes));
          }),
        );
        const held = verificationOf(await lookAt(data, trust, options));
        if (!passed || !held) throw new Error('no verdict');
        verdicts[passed.verdict] = (verdicts[passed.verdict] ?? 0) + 1;
        if (passed.verdict === 'good' && held.verdict === 'good') {
          expect(passed).toEqual({ ...held, content: null });
          expect(Buffer.concat(parts).equals(held.content ?? Buffer.of(0))).toBe(true);
        } else if (passed.verdict === 'malformed') {
          // it is looked at again, held: something may be undone
          expect(held.verdict === 'malformed' || repairsOf(held).length > 0).toBe(true);
        } else expect(withReasonsOf(held, passed)).toEqual(held);
      }),
      // without a signature, which few others are
      { numRuns: 250, examples: [[zip(literal(CONTENT)), 1000]] },
    );
    expect(Object.keys(verdicts).sort()).toEqual(['good', 'malformed', 'not-protected', 'not-verified']);
  });

  it('is read no further than it may unpack to', async () => {
    const start = Buffer.concat([signed[0]?.before ?? Buffer.alloc(0), literal('')]);
    // of two gigabytes
    start.writeUInt32BE(2 ** 31, start.length - 10);
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        read++;
        yield Buffer.alloc(1 << 16);
      }
    }
    const options = { now: new Date(), maxSize: 1 << 20 };
    const look = await passingSigned(start, { trust, options })?.(endless(), async () => undefined);
    expect(look && verificationOf(look)).toMatchObject({
      verdict: 'malformed',
      problem: { code: 'too-large', number: 1 << 20 },
    });
    expect(read).toBe(17);
  });
});

import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { enums } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviceFor } from '../../../src/output/words/verify/advice.js';
import { answerWords } from '../../../src/output/words/verify/answer-words.js';
import { detailFields } from '../../../src/output/words/verify/detail-fields.js';
import { verifyCommand } from '../../../src/output/words/verify/verify-command.js';
import { verifyJson } from '../../../src/output/words/verify/verify-json.js';
import { readCertificate } from '../../../src/pgp/certificate/index.js';
import type { CertificateFacts } from '../../../src/pgp/facts.js';
import type { Trust } from '../../../src/pgp/verify/index.js';
import { oneLine, safeJson } from '../../../src/text/sanitize.js';
import { MANGLINGS } from '../../support/mangled.js';
import {
  armored,
  cleartext,
  inline,
  packet,
  signatureBody,
  trustOf,
  verdictOn,
} from '../../support/messages.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

/**
 * Random damage to good messages: never a crash, never a raw control character in the words, never good unless what
 * is released is what was signed. A failure prints its seed; FUZZ_SEED=… runs it again, FUZZ_SECONDS=… runs longer and
 * says how many messages that were.
 */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 6);
const SEED = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };

/** The last of the messages: eight as they stand, and one for each way of undoing. */
const LAST = 7 + Object.keys(MANGLINGS).length;

const TEXT = 'Line one\n- two\n\nFrom three\n';

let vendor: TestVendor;
let trust: Trust;
let facts: CertificateFacts;
let messages: Buffer[];

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  facts = (await readCertificate(Buffer.from(vendor.certificate), new Date())).facts;
  const content = Buffer.from(TEXT);
  const binary = await inline(vendor.privateKey, content);
  const body = await signatureBody(vendor.privateKey, content, { type: enums.signature.text });
  const clear = await cleartext(vendor.privateKey, TEXT);
  const part = Buffer.from(`Content-Type: text/plain\r\n\r\n${TEXT.replace(/\n/g, '\r\n')}`);
  const mime = armored('SIGNATURE', packet(2, await signatureBody(vendor.privateKey, part)));
  messages = [
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
});

type Step =
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

const step: fc.Arbitrary<Step> = fc.oneof(
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
    other: fc.nat({ max: LAST }),
    from: place,
    length: fc.integer({ min: 1, max: 400 }),
  }),
);

function apply(data: Buffer, change: Step): Buffer {
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
      const other = messages[change.other] ?? data;
      const from = Math.floor(change.from * other.length);
      return parts(at, other.subarray(from, from + change.length), at);
    }
  }
}

/** Content without line endings: text signatures do not cover their form, and a mail travels with CRLF. */
const plain = (data: Uint8Array | string) =>
  Buffer.from(data as string)
    .toString('latin1')
    .replace(/\r\n/g, '\n');

const ALLOWED = () => [
  TEXT,
  TEXT.replace(/\n$/, ''),
  `Content-Type: text/plain\n\n${TEXT}`,
  `Content-Type: text/plain\n\n${TEXT}`.replace(/\n$/, ''),
];

describe('random damage', () => {
  let runs = 0;
  afterAll(() => {
    if (process.env.FUZZ_SECONDS !== undefined) process.stderr.write(`${runs} damaged messages\n`);
  });

  it(
    'never crashes, never shows a control character, never is good for other content',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: LAST }),
          fc.array(step, { minLength: 1, maxLength: 4 }),
          async (index, steps) => {
            runs++;
            const damaged = steps.reduce(apply, messages[index] ?? Buffer.alloc(0));
            const result = await verdictOn(damaged, trust, { data: Buffer.from(TEXT) });
            if (result.verdict === 'good' && result.content)
              expect(ALLOWED()).toContain(plain(result.content));
            const vendor = { name: 'Example', facts, place: undefined };
            const about = { vendor, file: 'FILE' };
            const command = verifyCommand(undefined);
            const answer = answerWords(result, about);
            const advice = adviceFor(result, { ...about, text: 'shown', command, contact: 'contact' });
            const fields = detailFields(result, about, { files: undefined, wrapped: true }).flatMap(
              ([, value]) => value,
            );
            const shown = [answer, ...fields, advice.next, ...advice.hints].map(oneLine);
            for (const text of shown) expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
            const json = verifyJson(result, { answer, ...advice, output: null, files: undefined });
            expect(safeJson(json)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
          },
        ),
        { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, ...SEED },
      );
    },
    (SECONDS + 30) * 1000,
  );

  it('whatever bytes: an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(0, 0x80, 0xc0),
        async (bytes, lead) => {
          const data = Buffer.from(bytes);
          if (data[0] !== undefined) data[0] |= lead;
          expect((await verdictOn(data, trust, { data: Buffer.from(TEXT) })).verdict).not.toBe('good');
        },
      ),
      { numRuns: 3000, ...SEED },
    );
  });
});

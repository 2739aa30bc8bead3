import { deflateRawSync, deflateSync } from 'node:zlib';
import { enums } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust, Verification } from '../../../src/pgp/verify/index.js';
import {
  armored,
  cleartext,
  inline,
  literal,
  onePass,
  packet,
  primaryOf,
  signatureBody,
  trustOf,
  verdictOn,
} from '../../support/messages.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

/**
 * For each accepted form: whatever single byte of the message is changed, to whatever, the result is not good, or
 * what is released is what was signed (a byte of a comment, of a date that is not signed). Over the part that holds
 * the content, no change is good at all.
 */
const TEXT = 'Pay 10 to Bob\nand 20 to Eve\n';
const CONTENT = Buffer.from(TEXT);

let vendor: TestVendor;
let trust: Trust;

beforeAll(async () => {
  // Ed25519: some thousand verifications in a few seconds
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
});

/** A few values for each byte: one bit, the top bit, another letter case, a line break, the next character. */
const VALUES = [
  (byte: number) => byte ^ 1,
  (byte: number) => byte ^ 0x80,
  (byte: number) => byte ^ 0x20,
  () => 10,
  () => 13,
  () => 0,
];

async function everyChange(
  message: Buffer,
  check: (result: Verification, at: number) => void,
  data?: Buffer,
): Promise<void> {
  for (let at = 0; at < message.length; at++) {
    const old = message[at] ?? 0;
    for (const change of VALUES) {
      const value = change(old);
      if (value === old) continue;
      const changed = Buffer.from(message);
      changed[at] = value;
      // a changed label may make a message into a detached signature: then there is no data
      check(await verdictOn(changed, trust, { data: data ?? Buffer.from('nothing') }), at);
    }
  }
}

/** Where the content stands in a message, byte for byte. */
function span(message: Buffer, content: Buffer): [number, number] {
  const start = message.indexOf(content);
  expect(start).toBeGreaterThan(0);
  return [start, start + content.length];
}

function neverOther(content: Buffer, [start, end]: [number, number]) {
  return (result: Verification, at: number) => {
    if (result.verdict !== 'good') return;
    expect({ at, content: Buffer.from(result.content ?? '').toString() }).toEqual({
      at,
      content: content.toString(),
    });
    if (at >= start && at < end) {
      throw new Error(`a changed byte of the content, at ${at}, and still good`);
    }
  };
}

async function oldStyle() {
  return Buffer.concat([packet(2, await signatureBody(vendor.privateKey, CONTENT)), literal(CONTENT)]);
}

describe('one changed byte', () => {
  it('cleartext', async () => {
    const message = Buffer.from(await cleartext(vendor.privateKey, TEXT));
    expect((await verdictOn(message, trust)).verdict).toBe('good');
    await everyChange(message, neverOther(CONTENT, span(message, CONTENT)));
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['inline, one-pass', () => inline(vendor.privateKey, CONTENT)],
    ['inline, signature first', oldStyle],
    [
      'inline, text mode',
      async () => {
        const body = await signatureBody(vendor.privateKey, CONTENT, { type: enums.signature.text });
        const { keyID } = primaryOf(trust);
        return Buffer.concat([onePass(body, keyID), literal(CONTENT, 'u'), packet(2, body)]);
      },
    ],
  ])('%s', async (_name, make) => {
    const message = await make();
    expect((await verdictOn(message, trust)).verdict).toBe('good');
    await everyChange(message, neverOther(CONTENT, span(message, CONTENT)));
  });

  it.each<[string, (data: Buffer) => Buffer]>([
    ['ZIP', (data) => Buffer.concat([Buffer.from([1]), deflateRawSync(data)])],
    ['ZLIB', (data) => Buffer.concat([Buffer.from([2]), deflateSync(data)])],
    ['not compressed', (data) => Buffer.concat([Buffer.from([0]), data])],
  ])('compressed: %s', async (_name, compress) => {
    const message = packet(8, compress(await inline(vendor.privateKey, CONTENT)));
    expect((await verdictOn(message, trust)).verdict).toBe('good');
    await everyChange(message, neverOther(CONTENT, [0, 0]));
  });

  it('armored', async () => {
    const message = Buffer.from(armored('MESSAGE', await oldStyle()));
    await everyChange(message, neverOther(CONTENT, [0, 0]));
  });

  it('detached: of the data', async () => {
    for (const type of [enums.signature.binary, enums.signature.text]) {
      const file = packet(2, await signatureBody(vendor.privateKey, CONTENT, { type }));
      const result = await verdictOn(file, trust, { data: CONTENT });
      expect(result.verdict).toBe('good');
      for (let at = 0; at < CONTENT.length; at++) {
        for (const change of VALUES) {
          const data = Buffer.from(CONTENT);
          data[at] = change(data[at] ?? 0);
          if (data.equals(CONTENT)) continue;
          expect({ at, verdict: (await verdictOn(file, trust, { data })).verdict }).toEqual({
            at,
            verdict: 'not-verified',
          });
        }
      }
    }
  });

  it('detached: of the signature', async () => {
    const body = await signatureBody(vendor.privateKey, CONTENT);
    const file = packet(2, body);
    const unhashed = 6 + 2 + body.readUInt16BE(4);
    await everyChange(
      file,
      (result, at) => {
        // what a signature does not cover of itself: its header's form, its unhashed subpackets
        const free = at < 6 || at >= unhashed + 4;
        if (!free) expect({ at, verdict: result.verdict }).not.toEqual({ at, verdict: 'good' });
      },
      CONTENT,
    );
  });
});

import { deflateRawSync, deflateSync } from 'node:zlib';
import { enums, type KeyOptions } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../src/pgp/verify/index.js';
import {
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
 * Each accepted form, by each kind of key: whatever single byte of what is released is another, the message is not
 * good. (flips.test.ts changes every byte of the messages themselves, for one kind of key.)
 */
const CONTENT = Buffer.from('Pay 10 to Bob\n- and Eve');

/** A message around a content, with the signature of that content or of another. */
interface Made {
  message: Buffer;
  data?: Buffer;
}

/** Signs once; then puts the signature around any content. */
type Form = (vendor: TestVendor, trust: Trust) => Promise<(content: Buffer) => Made>;

const body = (vendor: TestVendor, type = enums.signature.binary) =>
  signatureBody(vendor.privateKey, CONTENT, { type, hash: enums.hash.sha512 });

/** A one-pass message as OpenPGP.js writes it, its literal packet replaced. */
async function onePassAround(vendor: TestVendor): Promise<(content: Buffer) => Buffer> {
  const whole = await inline(vendor.privateKey, CONTENT);
  const start = whole.indexOf(CONTENT);
  expect(start).toBeGreaterThan(0);
  return (content) =>
    Buffer.concat([whole.subarray(0, start), content, whole.subarray(start + CONTENT.length)]);
}

const FORMS: Record<string, Form> = {
  cleartext: async (vendor) => {
    const clear = await cleartext(vendor.privateKey, CONTENT.toString());
    const escaped = (content: Buffer) => content.toString('latin1').replace(/^-/gm, '- -');
    expect(clear).toContain(escaped(CONTENT));
    return (content) => ({
      message: Buffer.from(
        clear.replace(escaped(CONTENT), () => escaped(content)),
        'latin1',
      ),
    });
  },
  'inline, one-pass': async (vendor) => {
    const around = await onePassAround(vendor);
    return (content) => ({ message: around(content) });
  },
  'inline, signature first': async (vendor) => {
    const signature = packet(2, await body(vendor));
    return (content) => ({ message: Buffer.concat([signature, literal(content)]) });
  },
  'inline, text mode': async (vendor, trust) => {
    const signature = await body(vendor, enums.signature.text);
    const before = signature[0] === 6 ? [] : [onePass(signature, primaryOf(trust).keyID)];
    const parts = (content: Buffer) =>
      before.length > 0
        ? [...before, literal(content, 'u'), packet(2, signature)]
        : [packet(2, signature), literal(content, 'u')];
    return (content) => ({ message: Buffer.concat(parts(content)) });
  },
  'compressed, ZIP': async (vendor) => {
    const around = await onePassAround(vendor);
    return (content) => ({
      message: packet(8, Buffer.concat([Buffer.from([1]), deflateRawSync(around(content))])),
    });
  },
  'compressed, ZLIB': async (vendor) => {
    const around = await onePassAround(vendor);
    return (content) => ({
      message: packet(8, Buffer.concat([Buffer.from([2]), deflateSync(around(content))])),
    });
  },
  'detached, binary': async (vendor) => {
    const message = packet(2, await body(vendor));
    return (data) => ({ message, data });
  },
  'detached, text': async (vendor) => {
    const message = packet(2, await body(vendor, enums.signature.text));
    return (data) => ({ message, data });
  },
};

/** Another bit, another letter case, the top bit; a line break, which text mode could take for another. */
const CHANGES = [
  (byte: number) => byte ^ 1,
  (byte: number) => byte ^ 0x20,
  (byte: number) => byte ^ 0x80,
  () => 10,
  () => 13,
];

const KEYS: [string, object][] = [
  ['RSA', { type: 'rsa', rsaBits: 2048 }],
  ['EdDSA (version 4)', { type: 'ecc', curve: 'ed25519Legacy' }],
  ['Ed25519', { type: 'curve25519' }],
  ['Ed448', { type: 'curve448' }],
  ['ECDSA P-256', { type: 'ecc', curve: 'nistP256' }],
  ['ECDSA P-384', { type: 'ecc', curve: 'nistP384' }],
  ['ECDSA P-521', { type: 'ecc', curve: 'nistP521' }],
  ['version 6, Ed25519', { type: 'curve25519', config: { v6Keys: true } }],
  ['version 6, RSA', { type: 'rsa', rsaBits: 2048, config: { v6Keys: true } }],
];

describe.each(KEYS)('%s: one byte that is not what was signed', (_name, options) => {
  let vendor: TestVendor;
  let trust: Trust;

  beforeAll(async () => {
    vendor = await makeVendor(options as Partial<KeyOptions>);
    trust = await trustOf(vendor);
  });

  it.each(Object.entries(FORMS))('%s', async (_form, make) => {
    const around = await make(vendor, trust);
    const verdictFor = ({ message, data }: Made) => verdictOn(message, trust, data ? { data } : {});
    const good = await verdictFor(around(CONTENT));
    expect(good.verdict).toBe('good');
    if (good.verdict === 'good' && good.content) expect(Buffer.from(good.content)).toEqual(CONTENT);
    for (let at = 0; at < CONTENT.length; at++) {
      for (const change of CHANGES) {
        const content = Buffer.from(CONTENT);
        content[at] = change(content[at] ?? 0);
        if (content.equals(CONTENT)) continue;
        const { verdict } = await verdictFor(around(content));
        expect({ at, to: content[at], verdict }).not.toEqual({ at, to: content[at], verdict: 'good' });
      }
    }
  });
});

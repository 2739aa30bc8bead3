import {
  enums,
  generateKey,
  type PrivateKey,
  readPrivateKey,
  revokeKey,
  type SignaturePacket,
} from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../src/pgp/verify/index.js';
import {
  literal,
  onePass,
  packet,
  primaryOf,
  type SignOptions,
  signatureBody,
  trustOf,
  verdictOn,
} from '../../support/messages.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const CONTENT = Buffer.from('what is signed\n');
const DAY = 86_400_000;
const BORN = new Date('2020-01-01T00:00:00Z');
const LATER = (days: number) => new Date(BORN.getTime() + days * DAY);

let vendor: TestVendor;
let stranger: PrivateKey;
let trust: Trust;

beforeAll(async () => {
  // lives for 1,000 days, with a signing subkey and an encryption subkey
  vendor = await makeVendor({
    date: BORN,
    keyExpirationTime: 1000 * 86_400,
    subkeys: [{ sign: true }, {}],
  });
  stranger = (await makeVendor({ date: BORN })).privateKey;
  trust = await trustOf(vendor);
});

/** The status of one detached signature. */
async function statusOf(body: Buffer, now = LATER(10), data: Uint8Array = CONTENT) {
  const result = await verdictOn(packet(2, body), trust, { now, data });
  return 'signatures' in result ? result.signatures.map(({ status }) => status).join() : result.verdict;
}

const made = (options: SignOptions = {}, key: PrivateKey = vendor.privateKey) =>
  signatureBody(key, CONTENT, { date: LATER(5), ...options });

describe('a signature that does not count', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['unknown-signer', () => made({}, stranger)],
    ['wrong-type', () => made({ type: enums.signature.standalone })],
    ['weak-hash', () => made({ hash: enums.hash.sha1 })],
    ['weak-hash', () => made({ hash: enums.hash.ripemd })],
    ['from-the-future', () => made({ date: LATER(11) })],
    ['before-key', () => made({ date: LATER(-1) })],
    ['signature-expired', () => made({ change: expiring(4 * 86_400) })],
    ['unsupported', () => made({ change: notation(true) })],
  ])('%s', async (status, make) => {
    expect(await statusOf(await make())).toBe(status);
  });

  it('bad: other data, by one bit', async () => {
    const other = Buffer.from(CONTENT);
    other[3] = (other[3] ?? 0) ^ 1;
    expect(await statusOf(await made(), LATER(10), other)).toBe('bad');
  });

  it('key-expired: made after the key expired', async () => {
    expect(await statusOf(await made({ date: LATER(1001) }), LATER(1002))).toBe('key-expired');
    expect(await statusOf(await made({ date: LATER(1000) }), LATER(1002))).toBe('key-expired');
  });

  it('key-cannot-sign: by the encryption subkey', async () => {
    const [, encryption] = vendor.privateKey.getSubkeys();
    const body = await signatureBody(vendor.privateKey, CONTENT, { date: LATER(5) }, encryption?.keyPacket);
    expect(await statusOf(body)).toBe('key-cannot-sign');
  });

  it('malformed: cut anywhere, it is never good and never a crash', async () => {
    const body = await made();
    for (let length = 0; length < body.length; length++) {
      expect(await statusOf(body.subarray(0, length))).not.toBe('good');
    }
  });

  it('unsupported: an algorithm that is not verified here, and a key of such a kind', async () => {
    for (const [algorithm, name] of [
      [17, 'DSA'],
      [20, 'algorithm 20'],
      [30, 'algorithm 30'],
    ] as const) {
      const body = await made();
      body[2] = algorithm;
      expect(await verdictOn(packet(2, body), trust, { now: LATER(10), data: CONTENT })).toMatchObject({
        signatures: [{ status: 'unsupported', why: { what: 'algorithm', algorithm: name } }],
      });
    }
    const body = await made();
    const [signing] = vendor.privateKey.getSubkeys();
    const bySubkey = await made({}, signing as unknown as PrivateKey);
    for (const change of [{ algorithm: 'DSA' }, { algorithm: 'ECDSA', curve: 'brainpoolP256r1' }]) {
      const primary = { ...primaryOf(trust), ...change };
      const facts = [primary, ...trust.keys.slice(1).map((key) => key.facts)];
      const keys = trust.keys.map((key, at) => ({ ...key, primary, facts: facts[at] ?? key.facts }));
      const own = { ...trust, keys };
      for (const signature of [body, bySubkey]) {
        const result = await verdictOn(packet(2, signature), own, { now: LATER(10), data: CONTENT });
        expect(result).toMatchObject({ verdict: 'not-verified', signatures: [{ status: 'unsupported' }] });
      }
    }
  });

  it('key-cannot-sign: an algorithm that only encrypts', async () => {
    for (const algorithm of [16, 18, 25, 26]) {
      const body = await made();
      body[2] = algorithm;
      expect(await statusOf(body)).toBe('key-cannot-sign');
    }
  });

  it('unsupported: a critical notation, whose name is not told in full', async () => {
    const long = (signature: SignaturePacket) => {
      const name = `${'long'.repeat(1000)}@example.com`;
      signature.rawNotations = [{ name, value: Buffer.from('1'), humanReadable: true, critical: true }];
    };
    const result = await verdictOn(packet(2, await made({ change: long })), trust, {
      now: LATER(10),
      data: CONTENT,
    });
    expect(result).toMatchObject({ signatures: [{ status: 'unsupported' }] });
    expect(JSON.stringify(result).length).toBeLessThan(500);
  });

  it('unsupported: versions 2, 3 and 5', async () => {
    for (const version of [2, 3, 5]) {
      const body = await made();
      body[0] = version;
      expect(await statusOf(body)).toBe('unsupported');
    }
  });
});

describe('a signature that counts', () => {
  it('is good, by the primary key and by the signing subkey', async () => {
    expect(await statusOf(await made())).toBe('good');
    const [signing] = vendor.privateKey.getSubkeys();
    const body = await signatureBody(vendor.privateKey, CONTENT, { date: LATER(5) }, signing?.keyPacket);
    expect(await statusOf(body)).toBe('good');
  });

  it('is good after the key has expired, and says so', async () => {
    const body = await made();
    const before = await verdictOn(packet(2, body), trust, { now: LATER(999), data: CONTENT });
    expect(before).toMatchObject({ verdict: 'good', keyExpired: false });
    const after = await verdictOn(packet(2, body), trust, { now: LATER(1001), data: CONTENT });
    expect(after).toMatchObject({ verdict: 'good', keyExpired: true });
  });

  it('is good by a key that was superseded later, and says so', async () => {
    const { publicKey } = await revokeKey({
      key: vendor.privateKey,
      reasonForRevocation: { flag: enums.reasonForRevocation.keySuperseded, string: '' },
      date: LATER(20),
      format: 'armored',
    });
    const own = await trustOf({ certificate: publicKey as string });
    const on = async (days: number) =>
      verdictOn(packet(2, await made({ date: LATER(days) })), own, { now: LATER(30), data: CONTENT });
    const revocation = { date: LATER(20).toISOString(), hard: false, reason: 'superseded' };
    expect(await on(19)).toMatchObject({
      verdict: 'good',
      warnings: [{ code: 'revoked-since', revocation }],
    });
    expect(await on(20)).toMatchObject({ signatures: [{ status: 'key-revoked' }] });
  });

  it('is good beside ones that are not, each with its own status', async () => {
    const good = await made();
    const odd = Buffer.from(good);
    odd[0] = 3;
    const bodies = [
      await made({}, stranger),
      odd,
      good,
      good.subarray(0, 20),
      await made({ hash: enums.hash.sha1 }),
    ];
    const file = Buffer.concat(bodies.map((body) => packet(2, body)));
    const result = await verdictOn(file, trust, { now: LATER(10), data: CONTENT });
    expect(result).toMatchObject({
      verdict: 'good',
      signatures: ['unknown-signer', 'unsupported', 'good', 'malformed', 'weak-hash'].map((status) => ({
        status,
      })),
    });
  });

  it('with a notation that is not critical', async () => {
    expect(await statusOf(await made({ change: notation(false) }))).toBe('good');
  });

  it('in text mode, whatever the line endings', async () => {
    const body = await made({ type: enums.signature.text });
    expect(await statusOf(body)).toBe('good');
    expect(await statusOf(body, LATER(10), Buffer.from('what is signed\r\n'))).toBe('good');
    expect(await statusOf(body, LATER(10), Buffer.from('what is signed\n\n'))).toBe('bad');
  });

  it('in text mode: that the line ends are not signed is said, unless another signature covers them', async () => {
    const [text, binary] = [await made({ type: enums.signature.text }), await made()];
    const codes = async (...bodies: Buffer[]) => {
      const message = Buffer.concat(bodies.map((body) => packet(2, body)));
      return (
        await verdictOn(message, trust, { data: Buffer.from('what is signed\n'), now: LATER(10) })
      ).warnings.map(({ code }) => code);
    };
    expect(await codes(text)).toEqual(['line-ends']);
    expect(await codes(text, binary)).toEqual([]);
    expect(await codes(binary)).toEqual([]);
  });
});

describe.each<[string, object]>([
  ['RSA', { type: 'rsa', rsaBits: 2048 }],
  ['EdDSA (version 4)', { type: 'ecc', curve: 'ed25519Legacy' }],
  ['Ed25519', { type: 'curve25519' }],
  ['Ed448', { type: 'curve448' }],
  ['ECDSA P-256', { type: 'ecc', curve: 'nistP256' }],
  ['ECDSA P-521', { type: 'ecc', curve: 'nistP521' }],
  ['version 6', { type: 'curve25519', config: { v6Keys: true } }],
])('%s', (_name, options) => {
  it('verifies, and one bit less does not', async () => {
    const { privateKey, publicKey } = (await generateKey({
      userIDs: [{ name: 'x' }],
      format: 'armored',
      ...options,
    } as Parameters<typeof generateKey>[0])) as unknown as { privateKey: string; publicKey: string };
    const key = await readPrivateKey({ armoredKey: privateKey });
    const own = await trustOf({ certificate: publicKey });
    for (const hash of [enums.hash.sha512, enums.hash.sha3_512]) {
      const body = await signatureBody(key, CONTENT, { hash });
      const file = packet(2, body);
      expect(await verdictOn(file, own, { data: CONTENT })).toMatchObject({ verdict: 'good' });
      const other = Buffer.from('What is signed\n');
      expect(await verdictOn(file, own, { data: other })).toMatchObject({ signatures: [{ status: 'bad' }] });
    }
  });
});

describe('one-pass packets', () => {
  it('must say what the signature says', async () => {
    const body = await made();
    const { keyID } = primaryOf(trust);
    const start = onePass(body, keyID);
    const message = (first: Buffer) => Buffer.concat([first, literal(CONTENT), packet(2, body)]);
    expect(await verdictOn(message(start), trust, { now: LATER(10) })).toMatchObject({
      verdict: 'good',
      kind: 'inline',
    });
    for (const at of [7, 8, 9]) {
      const other = Buffer.from(start);
      other[at] = (other[at] ?? 0) ^ 1;
      const result = await verdictOn(message(other), trust, { now: LATER(10) });
      expect(result).toMatchObject({ verdict: 'not-verified', signatures: [{ status: 'malformed' }] });
    }
  });

  it('are not needed: a signature may come first', async () => {
    const file = Buffer.concat([packet(2, await made()), literal(CONTENT)]);
    expect(await verdictOn(file, trust, { now: LATER(10) })).toMatchObject({
      verdict: 'good',
      kind: 'inline',
    });
  });
});

function expiring(seconds: number) {
  return (signature: { signatureExpirationTime: number | null; signatureNeverExpires: boolean }) => {
    signature.signatureExpirationTime = seconds;
    signature.signatureNeverExpires = false;
  };
}

function notation(critical: boolean) {
  return (signature: { rawNotations: object[] }) => {
    signature.rawNotations = [
      { name: 'x@example.com', value: Buffer.from('1'), humanReadable: true, critical },
    ];
  };
}

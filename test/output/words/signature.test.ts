import { describe, expect, it } from 'vitest';
import { signatureLines, signatureWords } from '../../../src/output/words/signature.js';
import type {
  SignatureFinding,
  SignatureOrigin,
  SignatureStatus,
  Unsupported,
} from '../../../src/pgp/verify/signature-report.js';
import { expectSentence } from '../../support/sentence.js';

const date = '2020-01-02T03:04:05.000Z';
const fault = { fault: 'curve', curve: 'brainpoolP256r1' } as const;

/** Every form that a finding has: the compiler misses none. */
const FINDINGS: { [S in SignatureStatus]: [SignatureFinding & { status: S }, RegExp][] } = {
  good: [],
  bad: [],
  'unknown-signer': [],
  'from-the-future': [],
  'key-expired': [[{ status: 'key-expired', date }, /expired on 2020-01-02 03:04:05 UTC/]],
  'key-revoked': [[{ status: 'key-revoked', date }, /revoked on 2020-01-02 03:04:05 UTC/]],
  'signature-expired': [[{ status: 'signature-expired', date }, /itself expired on 2020-01-02/]],
  'before-key': [[{ status: 'before-key', date }, /made on 2020-01-02 03:04:05 UTC/]],
  'key-cannot-sign': [
    [{ status: 'key-cannot-sign' }, /may not sign documents/],
    [{ status: 'key-cannot-sign', why: { fault: 'encrypts-only', algorithm: 'ECDH' } }, /ECDH only encrypts/],
    [
      { status: 'key-cannot-sign', why: { fault: 'rsa-bits', bits: 1024, least: 2048 } },
      /by a key that is not relied on \(RSA of 1024 bits, under 2048\)/,
    ],
  ],
  'wrong-type': [
    [{ status: 'wrong-type', type: 0 }, /binary data \(type 0x00\)/],
    [{ status: 'wrong-type', type: 0x13 }, /of a document \(type 0x13\)/],
  ],
  'weak-hash': [[{ status: 'weak-hash' }, /made with SHA1, which is too weak/]],
  malformed: [
    [{ status: 'malformed', why: 'damaged' }, /the signature packet is damaged/],
    [{ status: 'malformed', why: 'one-pass' }, /disagree about it/],
  ],
  unsupported: [],
};

const UNSUPPORTED: { [W in Unsupported['what']]: [Unsupported & { what: W }, RegExp] } = {
  version: [{ what: 'version', version: 3 }, /a signature of version 3/],
  'key-version': [{ what: 'key-version', signature: 6, key: 4 }, /a version 6 signature by a version 4 key/],
  algorithm: [{ what: 'algorithm', algorithm: 'DSA' }, /made with DSA/],
  key: [{ what: 'key', fault }, /by a key on the unsupported curve brainpoolP256r1/],
  'primary-key': [{ what: 'primary-key', fault }, /under a primary key on the unsupported curve/],
  'unknown-hash': [{ what: 'unknown-hash', hash: 99 }, /with the unknown hash 99/],
  'hash-not-here': [{ what: 'hash-not-here', hash: 'MD5' }, /with MD5, which this system cannot compute/],
  'salt-length': [{ what: 'salt-length', octets: 7 }, /with a salt of 7 octets/],
  'subpacket-of-keys': [{ what: 'subpacket-of-keys', type: 12 }, /with subpacket 12, which belongs to keys/],
  'critical-subpacket': [{ what: 'critical-subpacket', type: 99 }, /with the critical subpacket 99/],
  'critical-notation': [{ what: 'critical-notation', name: 'x@y' }, /with the critical notation x@y/],
  'too-many-hashes': [{ what: 'too-many-hashes' }, /one signature too many/],
  'invalid-utf8': [{ what: 'invalid-utf8' }, /the text is not UTF-8/],
};

const NAMELESS: SignatureOrigin = {
  keyID: null,
  fingerprint: null,
  primaryFingerprint: null,
  created: null,
  hash: 'SHA1',
};

describe('the words of a signature', () => {
  it.each(['good', 'bad', 'unknown-signer', 'from-the-future'] as const)('%s', (status) => {
    expectSentence(signatureWords({ status, ...NAMELESS }));
    expectSentence(signatureWords({ status, ...NAMELESS, keyID: 'A'.repeat(16) }));
  });

  it.each<[SignatureFinding, RegExp]>([
    ...Object.values(FINDINGS).flat(),
    ...Object.values(UNSUPPORTED).map(
      ([why, words]) => [{ status: 'unsupported', why }, words] as [SignatureFinding, RegExp],
    ),
  ])('%j', (finding, words) => {
    const text = signatureWords({ ...finding, ...NAMELESS });
    expectSentence(text);
    expect(text).toMatch(words);
  });

  it('in lines: a fingerprint stands alone, and is a claim where the signature does not verify', () => {
    const [own, primary] = ['A'.repeat(40), 'B'.repeat(40)];
    const origin = { ...NAMELESS, fingerprint: own, created: '2024-03-01T00:00:00.000Z' };
    const made = '(made 2024-03-01 00:00:00 UTC, SHA1)';
    expect(signatureLines({ status: 'good', ...origin, primaryFingerprint: own })).toEqual([
      `good ${made}`,
      'by the key',
      own,
    ]);
    expect(signatureLines({ status: 'good', ...origin, primaryFingerprint: primary })).toEqual([
      `good ${made}`,
      'by the key',
      own,
      'a subkey of',
      primary,
    ]);
    expect(signatureLines({ status: 'bad', ...origin })).toEqual([
      `bad ${made}`,
      'it claims to be by the key',
      own,
    ]);
    const revoked = { status: 'key-revoked', date: '2023-01-01T00:00:00.000Z' } as const;
    expect(signatureLines({ ...revoked, ...origin }).slice(1)).toEqual(['by the key', own]);
    const nameless = { ...NAMELESS, keyID: 'C'.repeat(16) };
    expect(signatureLines({ status: 'unknown-signer', ...nameless })).toEqual([
      "not by the vendor's key (SHA1)",
      'it claims to be by the key',
      nameless.keyID,
    ]);
  });
});

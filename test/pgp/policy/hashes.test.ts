import { describe, expect, it } from 'vitest';
import { allows, countsInCertificate, countsInMessage, neverCounts } from '../../../src/pgp/policy/hashes.js';

const created = new Date('2024-05-01T00:00:00Z');
const [MD5, SHA1, RIPEMD160, SHA224, SHA256, SHA384, SHA512, SHA3_256, SHA3_512, UNKNOWN] = [
  1, 2, 3, 11, 8, 9, 10, 12, 14, 99,
] as const;
const [RSA, EDDSA, ED25519, ED448] = [1, 22, 27, 28] as const;

describe('hashes', () => {
  it.each([
    [MD5, false, false],
    [SHA1, true, false],
    [RIPEMD160, false, false],
    [SHA224, true, true],
    [SHA256, true, true],
    [SHA384, true, true],
    [SHA512, true, true],
    [SHA3_256, true, true],
    [SHA3_512, true, true],
    [UNKNOWN, false, false],
  ])('%i: in a certificate %s, in a message %s', (hash, certificate, message) => {
    expect(countsInCertificate({ hash, created }, 'certificates')).toBe(certificate);
    expect(countsInCertificate({ hash, created }, 'revocations')).toBe(certificate);
    expect(countsInMessage({ hash, algorithm: RSA, created })).toBe(message);
  });

  it.each([
    [EDDSA, SHA224, false],
    [EDDSA, SHA256, true],
    [ED25519, SHA224, false],
    [ED448, SHA256, false],
    [ED448, SHA512, true],
  ])('of a signature by algorithm %i: %i counts: %s', (algorithm, hash, counts) => {
    expect(countsInMessage({ hash, algorithm, created })).toBe(counts);
  });

  it('may count up to a day: by the date of the signature', () => {
    const at = (date: string) => allows({ before: '2023-02-01' }, new Date(date));
    expect(at('2023-01-31T23:59:59Z')).toBe(true);
    expect(at('2023-02-01T00:00:00Z')).toBe(false);
    expect(allows('never', created)).toBe(false);
    expect(allows('always', created)).toBe(true);
  });

  it('that never count are told to OpenPGP.js, which knows no dates', () => {
    expect(neverCounts('certificates')).toEqual([MD5, RIPEMD160]);
    expect(neverCounts('revocations')).toEqual([MD5, RIPEMD160]);
    expect(neverCounts('messages')).toEqual([MD5, SHA1, RIPEMD160]);
  });
});

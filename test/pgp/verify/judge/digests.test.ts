import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDigests } from '../../../../src/pgp/verify/judge/digests.js';
import type { ParsedSignature } from '../../../../src/pgp/verify/packets/signature-packet.js';

const [BINARY, TEXT] = [0, 1];
const [SHA256, SHA512, UNKNOWN] = [8, 10, 99];
const HASHED = Buffer.from([4, 0, 27, 8, 0, 0]);

const signature = (changes: Partial<ParsedSignature> = {}): ParsedSignature =>
  ({
    version: 4,
    type: BINARY,
    hash: SHA256,
    salt: Buffer.alloc(0),
    hashedPart: HASHED,
    ...changes,
  }) as ParsedSignature;

/** RFC 9580 section 5.2.4. */
function expected(data: string, { version, salt, hashedPart }: ParsedSignature, hash = 'sha256'): string {
  const end = Buffer.from([version, 0xff, 0, 0, 0, hashedPart.length]);
  const all = Buffer.concat([salt, Buffer.from(data), hashedPart, end]);
  return createHash(hash).update(all).digest('hex');
}

/** The hash of one signature over data that comes in pieces. */
function digest(one: ParsedSignature, pieces: readonly string[]): string | undefined {
  const digests = createDigests([one], 1);
  for (const piece of pieces) digests.update(Buffer.from(piece));
  return digests.digest(one)?.toString('hex');
}

describe('the hash that a signature signs', () => {
  it('is of the data, the signature’s own fields, its version and their length', () => {
    expect(digest(signature(), ['a\n', 'b'])).toBe(expected('a\nb', signature()));
    const six = signature({ version: 6, salt: Buffer.from('salt'), hash: SHA512 });
    expect(digest(six, ['a\n', 'b'])).toBe(expected('a\nb', six, 'sha512'));
  });

  it.each([
    [['a\nb\n'], 'a\r\nb\r\n'],
    [['a\r\nb\r\n'], 'a\r\nb\r\n'],
    [['a\r', '\nb'], 'a\r\nb'],
    [['a', '\n', '\n'], 'a\r\n\r\n'],
    [['a\rb'], 'a\rb'],
    [['a\r\r\n'], 'a\r\r\n'],
    [['', 'a'], 'a'],
  ])('of a text, %j, is of %j', (pieces, text) => {
    const one = signature({ type: TEXT });
    expect(digest(one, pieces)).toBe(expected(text, one));
  });

  it('may be asked for again, and is the same', () => {
    const digests = createDigests([signature()], 1);
    digests.update(Buffer.from('a'));
    expect(digests.digest(signature())).toEqual(digests.digest(signature()));
  });

  it('is another for each algorithm, mode and salt', () => {
    const all = [
      signature(),
      signature({ hash: SHA512 }),
      signature({ type: TEXT }),
      signature({ salt: Buffer.from('a') }),
      signature({ salt: Buffer.from('b') }),
    ];
    const digests = createDigests(all, 5);
    digests.update(Buffer.from('a\nb'));
    const values = all.map((one) => digests.digest(one)?.toString('hex'));
    expect(values).toEqual([
      expected('a\nb', all[0] as ParsedSignature),
      expected('a\nb', all[1] as ParsedSignature, 'sha512'),
      expected('a\r\nb', all[2] as ParsedSignature),
      expected('a\nb', all[3] as ParsedSignature),
      expected('a\nb', all[4] as ParsedSignature),
    ]);
    expect(all.map((one) => digests.obstacle(one))).toEqual(all.map(() => undefined));
  });
});

describe('a signature without a hash', () => {
  it('comes after as many as are computed, in both modes together', () => {
    const kept = [signature(), signature({ type: TEXT })];
    const late = signature({ hash: SHA512 });
    const digests = createDigests([...kept, ...kept, late], 2);
    expect(kept.map((one) => digests.obstacle(one))).toEqual([undefined, undefined]);
    expect(digests.obstacle(late)).toEqual({ what: 'too-many-hashes' });
    expect(digests.digest(late)).toBeUndefined();
  });

  it('names one that is not known', () => {
    const one = signature({ hash: UNKNOWN });
    const digests = createDigests([one], 1);
    expect(digests.obstacle(one)).toEqual({ what: 'hash-not-here', hash: 'hash 99' });
    expect(digests.digest(one)).toBeUndefined();
  });
});

describe('line ends', () => {
  const hasLineEnds = (type: number, ...pieces: string[]) => {
    const digests = createDigests([signature({ type })], 1);
    for (const piece of pieces) digests.update(Buffer.from(piece));
    return digests.hasLineEnds();
  };

  it('are looked for where a text is signed', () => {
    expect(hasLineEnds(TEXT, 'a', 'b')).toBe(false);
    expect(hasLineEnds(TEXT, 'a\rb')).toBe(false);
    expect(hasLineEnds(TEXT, 'a\nb', 'c')).toBe(true);
    expect(hasLineEnds(TEXT, 'a', 'b\r\n')).toBe(true);
    expect(hasLineEnds(BINARY, 'a\nb')).toBe(false);
  });
});

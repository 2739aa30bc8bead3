import { describe, expect, it } from 'vitest';
import type { KeyFacts, Revocation } from '../../../../src/pgp/facts.js';
import { judgeContent, passingContent, verdictFrom } from '../../../../src/pgp/verify/judge/judge-content.js';
import { signingKeyOf } from '../../../../src/pgp/verify/judge/judge-signature.js';
import type { ParsedSignature } from '../../../../src/pgp/verify/packets/signature-packet.js';
import type { SignatureReport } from '../../../../src/pgp/verify/signature-report.js';
import type { OpenedKey, Trust, TrustedKey } from '../../../../src/pgp/verify/trust.js';
import type { Warning } from '../../../../src/pgp/verify/verification.js';
import { keyFacts } from '../../../support/key-facts.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const PAST = '2024-01-01T00:00:00.000Z';
const REVOKER = 'C'.repeat(40);

/** A key by itself, or under a primary key; what it is today is what it is to every signature. */
function trusted(
  letter: string,
  changes: Partial<KeyFacts> = {},
  more: Partial<TrustedKey> = {},
): TrustedKey {
  const facts = keyFacts({ fingerprint: letter.repeat(40), keyID: letter.repeat(16), ...changes });
  const primary = more.primary ?? facts;
  const open = async () => ({ signerAt: () => ({ key: facts, primary }) }) as unknown as OpenedKey;
  return { facts, primary, possibleRevokers: [], open, ...more };
}

const goodBy = ({ facts, primary }: TrustedKey): SignatureReport => ({
  status: 'good',
  ...{ keyID: facts.keyID, fingerprint: facts.fingerprint, primaryFingerprint: primary.fingerprint },
  ...{ created: PAST, hash: 'SHA512' },
});

const given = (keys: readonly TrustedKey[], warnings: Warning[] = []) => ({
  trust: { keys, recipients: [] } as Trust,
  options: { now: NOW },
  warnings,
});

/** The verdict where each of these keys made a good signature. */
const verdictBy = (...keys: TrustedKey[]) => verdictFrom('detached', keys.map(goodBy), null, given(keys));

describe('a verdict with several good signatures', () => {
  const soft: Revocation = { date: PAST, hard: false, reason: 'retired' };
  const plain = trusted('A');

  it('says that the key has expired where each of the keys has', async () => {
    const ended = trusted('B', { expires: PAST });
    expect(await verdictBy(ended)).toMatchObject({ verdict: 'good', keyExpired: true });
    expect(await verdictBy(plain, ended)).toMatchObject({ verdict: 'good', keyExpired: false });
  });

  it('says that the key was revoked since where each of the keys was', async () => {
    const retired = trusted('B', { revoked: soft });
    const superseded = trusted('C', { revoked: { ...soft, reason: 'superseded' } });
    const warning = [{ code: 'revoked-since', revocation: soft }];
    expect((await verdictBy(retired, superseded)).warnings).toEqual(warning);
    expect((await verdictBy(retired, plain)).warnings).toEqual([]);
    expect((await verdictBy(plain, retired)).warnings).toEqual([]);
  });

  it('names once who may have revoked the keys, where none is free of that', async () => {
    const doubted = trusted('B', {}, { possibleRevokers: [REVOKER] });
    const doubtedToo = trusted('C', {}, { possibleRevokers: [REVOKER] });
    const warning = [{ code: 'perhaps-revoked', text: REVOKER }];
    expect((await verdictBy(doubted, doubtedToo)).warnings).toEqual(warning);
    expect((await verdictBy(doubted, plain)).warnings).toEqual([]);
    expect((await verdictBy(plain)).warnings).toEqual([]);
  });
});

describe('the key that made a good signature', () => {
  const [first, second] = [
    keyFacts({ fingerprint: '1'.repeat(40) }),
    keyFacts({ fingerprint: '2'.repeat(40) }),
  ];
  const below = (primary: KeyFacts) => trusted('A', {}, { primary });

  it('is the one of its own certificate, where two certificates hold it', () => {
    const keys = [below(first), trusted('B', {}, { primary: second }), below(second)];
    for (const key of keys) expect(signingKeyOf(goodBy(key), { keys, recipients: [] })).toBe(key);
  });

  it('is never another: where it is not there, that is a fault of the program', () => {
    const trust = { keys: [below(first)], recipients: [] };
    for (const key of [below(second), trusted('B', {}, { primary: first })]) {
      expect(() => signingKeyOf(goodBy(key), trust)).toThrow('no-such-key');
    }
  });
});

const RSA = 1;
type Readable = ReturnType<typeof readable>;
const readable = (signature: ParsedSignature) => ({ state: 'readable' as const, signature });
// no key is as short as this signature: that it was hashed for is all that a report says
const short = (salt: number) =>
  ({
    ...{
      version: 4,
      type: 0,
      algorithm: RSA,
      hash: 8,
      created: new Date(PAST),
      expires: null,
      firstBits: 8,
    },
    ...{ issuers: { fingerprints: [], keyIDs: [] }, notUnderstood: undefined, salt: Buffer.of(salt) },
    ...{ hashedPart: Buffer.alloc(0), bare: Buffer.alloc(0) },
  }) as ParsedSignature;

describe('content that lies in memory', () => {
  const statuses = async (salts: number, size: number) => {
    const shapes = Array.from({ length: salts }, (_, salt) => readable(short(salt)));
    const reports = await judgeContent(shapes, Buffer.alloc(size), given([trusted('A')]));
    return reports.map(({ status }) => status);
  };

  it('is hashed for every signature where it is small', async () => {
    expect(await statuses(64, 3)).toEqual(Array(64).fill('bad'));
    expect(await statuses(64, 0)).toEqual(Array(64).fill('bad'));
  });

  it('is hashed no more often than makes 128 MiB in all', async () => {
    expect(await statuses(5, 32 << 20)).toEqual(['bad', 'bad', 'bad', 'bad', 'unsupported']);
  });
});

describe('content that is handed on and not held', () => {
  it('is hashed for the signatures that were announced before it, of which 64 are looked at', async () => {
    const warnings: Warning[] = [];
    const strange = Array.from({ length: 63 }, () => readable({ ...short(0), type: 2 }));
    const [first, last, unknown] = [short(1), short(2), short(3)].map(readable) as [
      Readable,
      Readable,
      Readable,
    ];
    const content = passingContent([first, ...strange, last], given([trusted('A')], warnings));
    content.update(Buffer.from('text'));
    const reports = await content.judge([first, last, unknown]);
    expect(reports.map(({ status }) => status)).toEqual(['bad', 'unsupported', 'unsupported']);
    expect(warnings).toEqual([]);
    expect(await content.judge([first, ...strange, last])).toHaveLength(64);
    expect(warnings).toEqual([{ code: 'too-many-signatures', count: 65 }]);
  });
});

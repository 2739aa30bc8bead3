import type { SignaturePacket } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { inForce, oldest, revocationAt, revocationInForce } from '../../../src/pgp/certificate/in-force.js';

const year = (number: number) => new Date(Date.UTC(number, 0, 1));
const NOW = year(2026);
const [NONE, SUPERSEDED, COMPROMISED, RETIRED] = [0, 1, 2, 3];

/** As much of a signature that has verified as is looked at here: its dates, and why it revokes. */
function made(in_: number, until?: number, reason: number | null = null, text = ''): SignaturePacket {
  return {
    created: year(in_),
    getExpirationTime: () => (until === undefined ? Number.POSITIVE_INFINITY : year(until)),
    reasonForRevocationFlag: reason,
    reasonForRevocationString: text,
  } as unknown as SignaturePacket;
}

const [of20, of22, of24] = [made(2020), made(2022), made(2024)];
const ofTomorrow = made(2027);

describe('the self-signature in force', () => {
  it('is the newest from before the moment, in whatever order they stand', () => {
    for (const all of [
      [of20, of22, of24],
      [of24, of22, of20],
    ]) {
      expect(inForce(all, { at: NOW, now: NOW })).toBe(of24);
      expect(inForce(all, { at: year(2023), now: NOW })).toBe(of22);
      expect(inForce(all, { at: year(2022), now: NOW })).toBe(of22);
    }
  });

  it('is none of the future, neither of the moment’s nor of today’s', () => {
    expect(inForce([of24, ofTomorrow], { at: year(2030), now: NOW })).toBe(of24);
    expect(inForce([of24], { at: year(2023), now: NOW })).toBeUndefined();
  });

  it('is one that has expired only where no other is left', () => {
    const ended = made(2024, 2025);
    expect(inForce([of22, ended], { at: NOW, now: NOW })).toBe(of22);
    expect(inForce([of22, ended], { at: year(2025), now: NOW })).toBe(of22);
    expect(inForce([of22, ended], { at: year(2024), now: NOW })).toBe(ended);
    expect(inForce([made(2020, 2021), ended], { at: NOW, now: NOW })).toBe(ended);
  });

  it('is the oldest where none is left from the moment', () => {
    for (const all of [
      [of20, of24],
      [of24, of20],
    ])
      expect(oldest(all, NOW)).toBe(of20);
    expect(oldest([ofTomorrow], NOW)).toBeUndefined();
  });
});

describe('the revocation in force', () => {
  const dateOf = (...given: Parameters<typeof revocationInForce>) => revocationInForce(...given)?.date;
  const soft = (in_: number) => made(in_, undefined, RETIRED);
  const hard = (in_: number) => made(in_, undefined, COMPROMISED);
  const iso = (number: number) => year(number).toISOString();

  it('is the first of a key, and the last of a user ID, which can be certified again', () => {
    const all = [soft(2022), soft(2020), soft(2024)];
    expect(dateOf(all, NOW)).toBe(iso(2020));
    expect(dateOf(all, NOW, 'last')).toBe(iso(2024));
  });

  it('is a hard one before a soft one, whatever their dates, and one of the future only where it is hard', () => {
    for (const all of [
      [soft(2020), hard(2024)],
      [hard(2024), soft(2020)],
    ])
      expect(dateOf(all, NOW)).toBe(iso(2024));
    expect(dateOf([hard(2027)], NOW)).toBe(iso(2027));
    expect(revocationInForce([soft(2027)], NOW)).toBeNull();
    expect(revocationInForce([], NOW)).toBeNull();
  });

  it.each([
    [NONE, '', { hard: true, reason: null }],
    [null, '', { hard: true, reason: null }],
    [SUPERSEDED, '', { hard: false, reason: 'superseded' }],
    [RETIRED, 'moved to another', { hard: false, reason: 'retired: moved to another' }],
    [NONE, 'who knows', { hard: true, reason: 'who knows' }],
  ])('has its reason, %j, and its owner’s words, %j', (flag, text, expected) => {
    expect(revocationInForce([made(2022, undefined, flag, text)], NOW)).toEqual({
      date: iso(2022),
      ...expected,
    });
  });
});

describe('the revocation of a primary key, for a signature of a document', () => {
  const soft = made(2022, undefined, SUPERSEDED);
  const revokedAt = (at: number, renewals: number[] = [], revocation = soft) =>
    revocationAt(
      [revocation],
      renewals.map((one) => year(one).getTime()),
      { at: year(at), now: NOW },
    ) !== null;

  it('counts from its date on, where it is soft', () => {
    expect([2021, 2022, 2023].map((at) => revokedAt(at))).toEqual([false, true, true]);
  });

  it('counts at every time, where it is hard, whatever was signed later', () => {
    const hard = made(2022, undefined, COMPROMISED);
    expect([2021, 2022, 2025].map((at) => revokedAt(at, [2024], hard))).toEqual([true, true, true]);
  });

  it('counts until the key’s owner signs something for it anew, and not later than now', () => {
    expect([2022, 2023, 2024, 2025].map((at) => revokedAt(at, [2021, 2024]))).toEqual([
      ...[true, true, false, false],
    ]);
    expect(revokedAt(2025, [2022])).toBe(true);
    expect(revokedAt(2025, [2027])).toBe(true);
  });

  it('counts until it expires itself, and not before it is made', () => {
    const ends = made(2022, 2024, SUPERSEDED);
    expect([2023, 2024].map((at) => revokedAt(at, [], ends))).toEqual([true, false]);
    expect(revokedAt(2030, [], made(2028, undefined, SUPERSEDED))).toBe(false);
  });
});

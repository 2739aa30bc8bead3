import type { SignaturePacket, UserIDPacket } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { usersInForce } from '../../../src/pgp/certificate/users-in-force.js';

const year = (number: number) => new Date(Date.UTC(number, 0, 1));
const NOW = year(2026);
const RETIRED = 3;

/** As much of a signature that has verified as is looked at here. */
const made = (in_: number, more: Partial<SignaturePacket> = {}) =>
  ({
    created: year(in_),
    getExpirationTime: () => Number.POSITIVE_INFINITY,
    isPrimaryUserID: null,
    reasonForRevocationFlag: RETIRED,
    reasonForRevocationString: '',
    ...more,
  }) as unknown as SignaturePacket;

const user = (name: string, certifications: SignaturePacket[], revocations: SignaturePacket[] = []) => ({
  packet: { userID: name } as UserIDPacket,
  certifications,
  revocations,
});

function found(users: ReturnType<typeof user>[], at = NOW) {
  const { users: inForce, fromThen } = usersInForce(users, { at, now: NOW });
  return {
    fromThen,
    users: inForce.map(({ packet, revoked }) => packet.userID + (revoked ? ' revoked' : '')),
  };
}

describe('the user IDs in force', () => {
  it('begin with the one that is named primary, then with the newest (RFC 9580 section 5.2.3.27)', () => {
    const [old, young] = [user('old', [made(2020)]), user('young', [made(2024)])];
    const primary = user('primary', [made(2019, { isPrimaryUserID: true })]);
    for (const all of [
      [old, primary, young],
      [young, old, primary],
    ])
      expect(found(all)).toEqual({ fromThen: true, users: ['primary', 'young', 'old'] });
  });

  it('are the oldest of each where none is left from then, the oldest first', () => {
    const [old, young] = [user('old', [made(2020)]), user('young', [made(2024)])];
    const expected = { fromThen: false, users: ['old', 'young'] };
    for (const all of [
      [old, young],
      [young, old],
    ])
      expect(found(all, year(2018))).toEqual(expected);
  });

  it('are revoked until they are certified again; a hard revocation stays', () => {
    const revoked = (certified: number, ...revocations: SignaturePacket[]) =>
      found([user('x', [made(certified)], revocations)]).users[0] === 'x revoked';
    expect([2021, 2022, 2023].map((certified) => revoked(certified, made(2022)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(revoked(2023, made(2022), made(2024))).toBe(true);
    expect(revoked(2023, made(2022, { reasonForRevocationFlag: 2 } as Partial<SignaturePacket>))).toBe(true);
  });
});

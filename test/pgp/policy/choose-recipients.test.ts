import { describe, expect, it } from 'vitest';
import type { KeyFacts } from '../../../src/pgp/facts.js';
import { chooseRecipients } from '../../../src/pgp/policy/choose-recipients.js';
import { certificateFacts } from '../../support/key-facts.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const [FIRST, SECOND] = ['2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'] as const;
const revocation = { date: FIRST, hard: true, reason: null };

const named = (name: string, primary: Partial<KeyFacts> = {}) => ({
  name,
  facts: certificateFacts({ primary }),
});
const valid = named('valid');
const other = named('other');
const until2024 = named('until 2024', { expires: FIRST });
const until2025 = named('until 2025', { expires: SECOND });
const revoked = named('revoked', { revoked: revocation });

function choose(candidates: readonly (typeof valid)[], strict = false) {
  const { used, leftOut } = chooseRecipients(candidates, NOW, strict);
  const namesOf = (all: readonly { candidate: typeof valid }[]) => all.map(({ candidate }) => candidate.name);
  return { used: namesOf(used), leftOut: namesOf(leftOut) };
}

describe('of several certificates, a message is encrypted to', () => {
  it.each<[string, (typeof valid)[], ReturnType<typeof choose>]>([
    ['all that are valid, in their order', [valid, other], { used: ['valid', 'other'], leftOut: [] }],
    [
      'none that has expired or was revoked, where one is valid',
      [until2025, revoked, valid],
      { used: ['valid'], leftOut: ['until 2025', 'revoked'] },
    ],
    [
      'all that have expired, where none is valid: first the one that could be used longest',
      [until2024, revoked, until2025],
      { used: ['until 2025', 'until 2024'], leftOut: ['revoked'] },
    ],
    ['nobody, where all were revoked', [revoked], { used: [], leftOut: ['revoked'] }],
    ['nobody, where there is none', [], { used: [], leftOut: [] }],
  ])('%s', (_name, candidates, expected) => {
    expect(choose(candidates)).toEqual(expected);
  });

  it('strictly: none that has expired, whatever else there is', () => {
    expect(choose([until2024, until2025], true)).toEqual({ used: [], leftOut: ['until 2024', 'until 2025'] });
    expect(choose([until2025, valid], true)).toEqual({ used: ['valid'], leftOut: ['until 2025'] });
  });

  it('what comes with its key and, where it is left out, with the reason', () => {
    const { used, leftOut } = chooseRecipients([valid, revoked], NOW, false);
    expect(used).toMatchObject([{ choice: { status: 'usable', key: { fingerprint: 'B' } } }]);
    expect(leftOut).toMatchObject([{ choice: { status: 'revoked', revocation } }]);
  });
});

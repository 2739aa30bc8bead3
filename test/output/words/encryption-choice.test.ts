import { describe, expect, it } from 'vitest';
import { checkWords, usabilityWords } from '../../../src/output/words/encryption-choice.js';

const NOW = new Date('2026-06-15T12:00:00Z');

describe('of a revocation', () => {
  const revocation = { date: '2026-01-02T03:04:05.000Z', hard: true, reason: 'compromised' };

  it.each([
    ['key', 'the key was revoked on 2026-01-02 (compromised)'],
    ['subkey', 'the encryption subkey was revoked on 2026-01-02 (compromised)'],
  ] as const)('it is said what was revoked: the %s', (what, words) => {
    const choice = { status: 'revoked', what, revocation } as const;
    expect(checkWords(choice, NOW)).toBe(words);
    expect(usabilityWords(choice, NOW)).toBe(`no: ${words}`);
  });
});

import { expect } from 'vitest';

/** What no sentence may have: a hole, a number that does not fit its noun, a full stop, an empty bracket. */
export function expectSentence(text: string): void {
  expect(text).not.toMatch(/undefined|null|NaN|\[object|\(\)| {2}|\.$|^$/);
  expect(text).not.toMatch(/\b1 (lines|bytes|signatures|recipients)\b|\b(0|[2-9]|\d\d+) (line|byte)\b/);
  expect(text).not.toMatch(/\b1 (line|byte)\b[^;:,]* are\b|\b2 (lines|bytes)\b[^;:,]* is\b/);
  expect(text).not.toMatch(/encrypted to /);
}

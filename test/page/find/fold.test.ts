import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldName, foldTerm, foldWithOrigin } from '../../../src/page/find/fold.js';

describe('texts are compared', () => {
  it.each([
    ['Prämie', 'Pra\u0308mie', 'canonical forms'],
    ['각하', '각하', 'Korean in its letters'],
    ['ｶﾞ', 'ガ', 'narrow Japanese'],
    ['Ｆｕｌｌ', 'full', 'wide Latin'],
    ['ﬁnden', 'finden', 'ligatures'],
    ['Straße', 'STRASSE', 'case folding that grows'],
    ['ΟΔΟΣ', 'οδος', 'the last sigma'],
    ['İSTANBUL', 'istanbul', 'the Turkish i with its dot'],
    ['آسیب‌پذیری', 'آسیبپذیری', 'a joiner'],
    ['👩\u200d💻', '👩💻', 'joiners of emoji'],
    ['☕\ufe0f', '☕', 'selectors'],
    ['it’s „so“ «good»', `it's "so" 'good'`, 'quotes'],
    ['non‑breaking – minus −', 'non-breaking - minus -', 'hyphens'],
    ['10\u00a0000\u2009€  x', '10 000 € x', 'blanks'],
    ['so…', 'so...', 'dots'],
  ])('%s and %s alike', (a, b) => expect(fold(a)).toBe(fold(b)));

  it.each([
    ['cafe', 'café'],
    ['a-b', 'ab'],
    ['a b', 'ab'],
    ['x', 'y'],
  ])('%s and %s not', (a, b) => expect(fold(a)).not.toBe(fold(b)));

  it('whatever canonical form they are in (any text)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text.normalize('NFC'))).toBe(fold(text.normalize('NFD')));
      }),
    );
  });

  it('and what is found stands where it is said to (any text)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        const { folded, origin } = foldWithOrigin(text);
        expect(folded).toBe(fold(text));
        fc.pre(folded !== '');
        const start = a % folded.length;
        const end = start + 1 + (b % (folded.length - start));
        const [from, to] = origin(start, end);
        expect(from).toBeLessThan(to);
        expect(fold(text.slice(from, to))).toContain(folded.slice(start, end));
      }),
    );
  });
});

it('a name has no case, quote style, kind of hyphen or last question mark', () => {
  expect(foldName("What's_it –  really?")).toBe(foldName('what’s-it really'));
});

it('a term of which nothing can be seen is empty', () => {
  expect(foldTerm(' \u200d\u00ad ')).toBe('');
});

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { exactCells, isNarrow, narrowCells } from '../../src/text/cells.js';

const POINTS = Array.from({ length: 0x3000 - 0x20 }, (_, at) => String.fromCodePoint(0x20 + at));
const narrow = POINTS.filter(isNarrow);

describe('narrow texts', () => {
  it('are of characters that each take one cell, whatever stands beside them', () => {
    expect(narrow.length).toBeGreaterThan(600);
    expect(narrow.filter((character) => stringWidth(character) !== 1)).toEqual([]);
    const text = fc.array(fc.constantFrom(...narrow)).map((characters) => characters.join(''));
    fc.assert(fc.property(text, (one) => stringWidth(one) === one.length));
  });

  it('are none with what joins, hides, is wide or is no text', () => {
    for (const text of ['a\u0301', '\u00ad', '\u200d', '\u00a9\ufe0f', '1\u20e3', '界', '🔒', '\u001b'])
      expect(isNarrow(text), JSON.stringify(text)).toBe(false);
  });

  it('are told from others after they were measured', async () => {
    const { cells, wereNarrow } = narrowCells();
    expect([cells('don’t'), wereNarrow()]).toEqual([5, true]);
    expect([cells('界'), wereNarrow(), cells('a'), wereNarrow()]).toEqual([1, false, 1, false]);
    const exact = await exactCells();
    expect(['don’t', '界', 'a\u0301'].map(exact)).toEqual([5, 2, 1]);
  });
});

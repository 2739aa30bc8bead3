import { describe, expect, it } from 'vitest';
import { isTextShownEscaped, multiLine, oneLine, safeJson } from '../../src/text/sanitize.js';

describe('joiners', () => {
  it.each([
    ['an emoji sequence', '👨‍👩‍👧'],
    ['an emoji sequence with a skin tone', '👩🏽‍🚀'],
    ['an emoji sequence with a selector', '🏳️‍🌈'],
    ['Persian', 'می‌خواهم'],
    ['Hindi', 'क्‍ष क्‌ष'],
  ])('stay where the text needs them: %s', (_, text) => {
    expect([oneLine(text), multiLine(text), JSON.parse(safeJson(text))]).toEqual([text, text, text]);
    expect(safeJson(text)).toBe(`"${text}"`);
    expect(isTextShownEscaped(text)).toBe(false);
  });

  it.each([
    ['between Latin letters', 'pay‍pal'],
    ['at the start', '‍👩'],
    ['at the end of an emoji', '👩‍'],
    ['twice', '👨‍‍👩'],
    ['beside a Persian letter alone', 'می‌x'],
    ['behind a letter without a virama', 'क‍ष'],
  ])('are shown elsewhere: %s', (_, text) => {
    expect(oneLine(text)).toMatch(/\\u200[cd]/);
    expect(multiLine(text)).toMatch(/\\u200[cd]/);
    expect(safeJson(text)).toMatch(/\\u200[cd]/);
    expect(JSON.parse(safeJson(text))).toBe(text);
  });
});

describe('what has no width', () => {
  it.each(['\u200b', '\u034f', '\u180b', '\u180e', '\ufeff', '\ufffe', '\u{e0041}', '\u00ad', '\u2066'])(
    'is shown: %j',
    (character) => {
      const text = `a${character}b`;
      expect(oneLine(text)).toMatch(/^a\\u\{?[0-9a-f]+\}?b$/);
      expect(JSON.parse(safeJson(text))).toBe(text);
      expect(safeJson(text)).toMatch(/^[ -~]*$/);
    },
  );
});

describe('many joiners', () => {
  it('take time with the length of the text alone', () => {
    const text = '👨‍'.repeat(200_000);
    expect(oneLine(`${text}👨`)).toBe(`${text}👨`);
  });
});

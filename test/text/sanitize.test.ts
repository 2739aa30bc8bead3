import { describe, expect, it } from 'vitest';
import { isTextShownEscaped, multiLine, oneLine, oneLineParts, safeJson } from '../../src/text/sanitize.js';

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

const NOTHING = ['\u200b', '\u034f', '\u180b', '\u180e', '\ufeff', '\ufffe', '\u{e0041}', '\u00ad', '\u2066'];
const FILLERS = [
  '\u115f',
  '\u1160',
  '\u17b4',
  '\u3164',
  '\uffa0',
  '\u2065',
  '\ufff0',
  '\ufe00',
  '\ufe0f',
  '\u{e0100}',
];
const LIKE_BLANKS = ['\u2800', '\ufffc', '\u{13441}', '\u{13442}', '\u{16fe4}', '\u{1d159}'];

describe('what has no ink', () => {
  it.each([...NOTHING, ...FILLERS, ...LIKE_BLANKS])('is shown: %j', (character) => {
    const text = `a${character}b`;
    expect(oneLine(text)).toMatch(/^a\\u\{?[0-9a-f]+\}?b$/);
    expect(JSON.parse(safeJson(text))).toBe(text);
    expect(safeJson(text)).toMatch(/^[ -~]*$/);
  });
});

describe('selectors of an emoji', () => {
  it.each(['❤️', '❤︎', '☎️ 1️⃣ #️⃣', '⭐️⚡️', '©️', '🏳️‍🌈', '👁️‍🗨️'])('stay: %s', (text) => {
    expect([oneLine(text), multiLine(text), JSON.parse(safeJson(text))]).toEqual([text, text, text]);
    expect(isTextShownEscaped(text)).toBe(false);
  });

  it.each([
    ['behind a letter', 'pay\ufe0fpal', 'pay\\ufe0fpal'],
    ['behind a digit that is no keycap', '10\ufe0f0', '10\\ufe0f0'],
    ['at the start', '\ufe0f❤', '\\ufe0f❤'],
    ['twice', '❤\ufe0f\ufe0f', '❤\ufe0f\\ufe0f'],
    ['of another number', '❤\ufe00', '❤\\ufe00'],
  ])('are shown elsewhere: %s', (_, text, shown) => {
    expect(oneLine(text)).toBe(shown);
    expect(isTextShownEscaped(text)).toBe(true);
    expect(JSON.parse(safeJson(text))).toBe(text);
  });
});

describe('many joiners', () => {
  it('take time with the length of the text alone', () => {
    const text = '👨‍'.repeat(200_000);
    expect(oneLine(`${text}👨`)).toBe(`${text}👨`);
  });
});

it('a string is cut after its characters were judged beside one another', () => {
  expect(oneLineParts('می‌x می‌توان', [3, 8, 9])).toEqual(['می\\u200c', 'x می‌', 'ت', 'وان']);
  expect(oneLineParts('a\u001bb', [1, 2])).toEqual(['a', '\\u001b', 'b']);
  expect(oneLineParts('abc', [0, 3])).toEqual(['', 'abc', '']);
  expect(oneLineParts('👩\u200d💻\u202e', [2])).toEqual(['👩', '\u200d💻\\u202e']);
});

import { describe, expect, it } from 'vitest';
import { breakWord } from '../../../src/output/layout/break-word.js';

const cells = (text: string) => text.length;
const pieces = (text: string) =>
  breakWord({ spans: [[text]], cells: text.length, glued: false } as never, { first: 5, rest: 5, cells }).map(
    ({ spans }) => spans[0]?.[0],
  );

describe('a word that is too long', () => {
  it.each([
    ['ä<security@example.com>,', ['ä', '<security@example.com>,']],
    ['see:https://example.com/a-b', ['see:', 'https://example.com/a-b']],
    ['(www.example.com/a/b)', ['(', 'www.example.com/a/b)']],
    ['äx@y', ['ä', 'x@y']],
  ])('is not broken in an address: %s', (text, expected) => {
    const found = pieces(text);
    expect(found.join('')).toBe(text);
    for (const part of expected.slice(-1)) expect(found.some((one) => one?.endsWith(part))).toBe(true);
  });

  it.each([
    ['あいうえお。かき', ['あ', 'い', 'う', 'え', 'お。', 'か', 'き']],
    ['あ「い」、う', ['あ', '「い」、', 'う']],
    ['あabcいde', ['あ', 'abc', 'い', 'de']],
    ['あ。。。。。。い', ['あ。。。。', '。。', 'い']],
  ])('begins no row with a closing sign, ends none with an opening one: %s', (text, expected) => {
    const { spans } = { spans: [[text]] as [string][] };
    const found = breakWord({ spans, cells: text.length }, { first: 5, rest: 5, cells });
    expect(found.map((piece) => piece.spans.map(([part]) => part).join(''))).toEqual(expected);
  });

  it.each(['a@', '@a', 'a.', 'a:', '<', 'a://', 'www', '@.'])(
    'takes time as it is long: %j again and again',
    (token) => {
      const started = performance.now();
      const text = token.repeat(20_000);
      expect(pieces(text).join('')).toBe(text);
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});

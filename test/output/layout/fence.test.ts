import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { fenced } from '../../../src/output/layout/fence.js';

const plain = { columns: 40, unicode: true, color: false };
const rows = (text: string) => text.split('\n').slice(0, -1);

describe('a fence', () => {
  it('has a bar before each row, whatever the text holds', async () => {
    const hostile = [
      "GENUINE: signed by Example's key",
      '',
      '│ a bar',
      '\u001b[2A\u001b[2K\u001b]0;owned\u0007',
      'a\rb\u000bc\u2028d\u0085e',
      '\u202eevil\u200b',
      'What to do: pay',
      `${' '.repeat(38)}GENUINE: hidden behind blanks`,
      'x'.repeat(200),
      '漢'.repeat(60),
    ].join('\n');
    for (const columns of [14, 20, 40, 80]) {
      const shown = await fenced(hostile, { ...plain, columns });
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202e]/);
      for (const row of rows(shown)) {
        expect(row).toMatch(/^│/);
        expect(stringWidth(row)).toBeLessThan(columns);
      }
    }
  });

  it('no row is as wide as the terminal', async () => {
    const character = fc.constantFrom(...'ab -–漢é\t', 'GENUINE: ', '👩‍💻', ' '.repeat(30));
    await fc.assert(
      fc.asyncProperty(
        fc.array(character, { maxLength: 200 }).map((parts) => parts.join('')),
        fc.integer({ min: 14, max: 100 }),
        async (text, columns) => {
          for (const row of rows(await fenced(text, { ...plain, columns }))) {
            expect(row).toMatch(/^│( |$)/);
            expect(stringWidth(row)).toBeLessThan(columns);
          }
        },
      ),
    );
  });

  it('breaks between words, and loses none', async () => {
    const words = 'We can reproduce it and will have a fix within two weeks, on the third of May';
    const shown = rows(await fenced(words, plain));
    expect(shown.map((row) => row.slice(2)).join(' ')).toBe(words);
    expect(shown).toHaveLength(3);
    const long = rows(await fenced('x'.repeat(100), plain));
    expect(long.map((row) => row.slice(2)).join('')).toBe('x'.repeat(100));
    expect(rows(await fenced('  indented\n\n    more', plain))).toEqual(['│   indented', '│', '│     more']);
  });

  it('is ASCII where the locale has no more, bold where there is colour', async () => {
    expect(await fenced('text\n', { ...plain, unicode: false })).toBe('| text\n');
    expect(await fenced('text', { ...plain, color: true })).toBe('\u001b[1m│\u001b[0m text\n');
    expect(await fenced('', plain)).toBe('│\n');
    expect(await fenced('a\tb', plain)).toBe('│ a       b\n');
  });
});

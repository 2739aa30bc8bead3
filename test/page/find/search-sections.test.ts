import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternFinders } from '../../../src/page/find/search-pattern.js';
import { searchSections, termFinder } from '../../../src/page/find/search-sections.js';
import { compileTest, ownPage, pages } from '../../support/pages.js';
import { refusal } from '../../support/refusal.js';

const find = (source: string, ...terms: string[]) =>
  searchSections(compileTest(source).sections, terms.map(termFinder));

describe('search', () => {
  it('wants all terms in a section, and finds them without case and quote style', () => {
    const source = '## A\n\nOne thing. It’s another.\n\n## B\n\nONE other.\n';
    expect(find(source, 'nothing')).toEqual([]);
    expect(find(source, 'one', "it's").map(({ section }) => section.id)).toEqual(['a']);
    expect(find(source, 'one').map(({ section }) => section.id)).toEqual(['a', 'b']);
    expect(find(source, "IT'S")[0]?.matches).toEqual([{ text: 'It’s another.', ranges: [[0, 4]] }]);
  });

  it('gives the sentence, or the sentences that a match runs across, and one range for matches that touch', () => {
    const source = 'First one. Second two! Third (three)? "Fourth" four.';
    expect(find(source, 'two')[0]?.matches).toEqual([{ text: 'Second two!', ranges: [[7, 10]] }]);
    expect(find(source, 'one. sec')[0]?.matches).toEqual([
      { text: 'First one. Second two!', ranges: [[6, 14]] },
    ]);
    expect(find('abab', 'ab')[0]?.matches[0]?.ranges).toEqual([[0, 4]]);
  });

  it('finds a title, a link target, and blanks whatever they are', () => {
    const hit = find('## The Title\n\na [b](mailto:c@d.example) e\u00a0f', 'title', 'c@d', 'e f')[0];
    expect(hit).toMatchObject({
      title: [[4, 9]],
      matches: [
        {
          ranges: [
            [5, 8],
            [18, 21],
          ],
        },
      ],
    });
  });

  it('counts offsets in UTF-16 units, also after characters that grow in lower case', () => {
    const { matches } = find('İİ 🎉 word', 'WORD')[0] ?? {};
    expect(matches).toEqual([{ text: 'İİ 🎉 word', ranges: [[6, 10]] }]);
  });

  it('finds other forms of a word, and says where as the text has them', () => {
    const found = (text: string, term: string) => {
      const { text: line = '', ranges = [] } = find(text, term)[0]?.matches[0] ?? {};
      return ranges.map(([start, end]) => line.slice(start, end));
    };
    expect(found('fu\u0308nf ﬁnden, Straße', 'fünf')).toEqual(['fu\u0308nf']);
    expect(found('fünf ﬁnden, Straße', 'FINDEN')).toEqual(['ﬁnden']);
    expect(found('fünf ﬁnden, Straße', 'in')).toEqual(['ﬁn']);
    expect(found('fünf ﬁnden, Straße', 'strasse')).toEqual(['Straße']);
    expect(found('می‌توانید', 'میتوانید')).toEqual(['می‌توانید']);
    expect(found('10\u00a0000\u202f€', '10 000 €')).toEqual(['10\u00a0000\u202f€']);
  });

  it('what it finds is what stands there (any page, any part of its text)', () => {
    fc.assert(
      fc.property(pages, fc.nat(), fc.integer({ min: 1, max: 12 }), (source, at, length) => {
        const { sections } = compileTest(source);
        const lines = sections
          .flatMap(({ text }) => text.split('\n'))
          .filter((line) => /^[\x20-\x7e]+$/.test(line));
        const line = lines[at % (lines.length || 1)] ?? '';
        const term = line
          .slice(at % (line.length || 1))
          .slice(0, length)
          .trim();
        fc.pre(term !== '');
        const hits = searchSections(sections, [termFinder(term.toUpperCase())]);
        expect(hits.length).toBeGreaterThan(0);
        for (const { matches } of hits) {
          for (const { text, ranges } of matches) {
            for (const [start, end] of ranges)
              expect(text.slice(start, end).toLowerCase().replaceAll('ß', 'ss')).toContain(
                term.toLowerCase(),
              );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a pattern', () => {
  const texts = ownPage().sections.flatMap(({ text }) => text.split('\n'));

  it('that cannot be read is refused with its fault', async () => {
    expect((await refusal(() => patternFinders(['('], texts))).message).toMatch(
      /the pattern \( cannot be read: unterminated group/,
    );
    expect((await refusal(() => patternFinders(['a', 'a{2,1}'], texts))).message).toMatch(
      /numbers out of order/,
    );
  });

  it('that backtracks without end is stopped, and named', async () => {
    const long = [`${'a'.repeat(60)}!`, ...texts];
    for (const source of ['(.*a){25}$', '(\\w+\\s?)+\\d$']) {
      const start = Date.now();
      await patternFinders([source], long, 300).catch((error) =>
        expect(error).toMatchObject({ code: 'USAGE' }),
      );
      expect(Date.now() - start).toBeLessThan(5_000);
    }
    expect((await refusal(() => patternFinders(['a', '^(a+)+$', 'b'], long, 300))).message).toContain(
      'the pattern ^(a+)+$ takes longer than 0.3 seconds',
    );
  });

  it('leaves the program free to answer meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 20);
    await patternFinders(['^(a+)+$'], [`${'a'.repeat(60)}!`], 400).catch(() => undefined);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  it('finds without case, and nothing where it matches the empty text', async () => {
    const find = async (source: string, text: string) => (await patternFinders([source], [text]))[0]?.(text);
    expect(await find('b.', 'aBc b')).toEqual([[1, 3]]);
    expect(await find('x*', 'abc')).toEqual([]);
    expect(await find('a\\-b', 'A-b')).toEqual([[0, 3]]);
  });
});

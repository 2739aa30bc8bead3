import type { TextSection } from '../model.js';
import { foldTerm, foldWithOrigin } from './fold.js';

/** Half-open, in UTF-16 units of the text that it belongs to. */
export type Range = [start: number, end: number];

export interface Match {
  /** A sentence, or several that a match runs across. */
  text: string;
  ranges: Range[];
}

export interface Hit<S extends TextSection = TextSection> {
  section: S;
  /** In the title. */
  title: Range[];
  matches: Match[];
}

/** Where one term stands in one text. */
export type Finder = (text: string) => Range[];

/**
 * A term as a substring, compared as fold.ts says. What of a character is found is the whole character.
 *
 * @param term of which something can be seen
 */
export function termFinder(term: string): Finder {
  const wanted = foldTerm(term);
  return (text) => {
    const { folded, origin } = foldWithOrigin(text);
    const ranges: Range[] = [];
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      ranges.push(origin(at, at + wanted.length));
    }
    return ranges;
  };
}

/**
 * The sections as they are searched: the page's title is found as the first line of its first section.
 */
export function withTitle<S extends TextSection>(sections: readonly S[], title: string): S[] {
  const [first, ...rest] = sections;
  if (!first || title === '' || title === first.title) return [...sections];
  return [{ ...first, text: first.text === '' ? title : `${title}\n${first.text}` }, ...rest];
}

/** The sections whose title or text holds all terms, with the sentences that hold any. */
export function searchSections<S extends TextSection>(
  sections: readonly S[],
  finders: readonly Finder[],
): Hit<S>[] {
  const hits: Hit<S>[] = [];
  for (const section of sections) {
    const lines = section.text
      .split('\n')
      .map((text) => ({ text, found: finders.map((find) => find(text)) }));
    // the introduction has no heading that could be searched
    const title = finders.map((find) => (section.number === 0 ? [] : find(section.title)));
    const all = finders.every(
      (_, term) =>
        (title[term] ?? []).length > 0 || lines.some(({ found }) => (found[term] ?? []).length > 0),
    );
    if (!all) continue;
    const matches = lines.flatMap(({ text, found }) => sentenceMatches(text, merged(found.flat())));
    hits.push({ section, title: merged(title.flat()), matches });
  }
  return hits;
}

/** Sorted, and those that touch or overlap made one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** The sentences of a line that hold ranges, each with the ranges in it. */
function sentenceMatches(line: string, ranges: readonly Range[]): Match[] {
  if (ranges.length === 0) return [];
  const ends = [...sentenceEnds(line), line.length];
  const matches: (Match & { from: number; to: number })[] = [];
  // the sentence that a range begins in; both go up the line together
  let sentence = 0;
  for (const [start, end] of ranges) {
    const last = matches.at(-1);
    while ((ends[sentence] ?? line.length) <= start) sentence++;
    const to = endOfSentence(ends, sentence, end);
    if (last && start < last.to) {
      last.to = Math.max(last.to, to);
      last.ranges.push([start - last.from, end - last.from]);
      continue;
    }
    const before = ends[sentence - 1] ?? 0;
    const from = before + (/^\s*/.exec(line.slice(before, start))?.[0].length ?? 0);
    matches.push({ from, to, text: '', ranges: [[start - from, end - from]] });
  }
  return matches.map(({ from, to, ranges: within }) => ({ text: line.slice(from, to), ranges: within }));
}

/** @param sentence the one to begin with, for a range that ends at `end` */
function endOfSentence(ends: readonly number[], sentence: number, end: number): number {
  let at = sentence;
  while (at < ends.length - 1 && (ends[at] ?? 0) < end) at++;
  return ends[at] ?? end;
}

/** Where sentences end: after `.`, `!` or `?`, before a blank and what can start one. */
const SENTENCE_END = /[.!?]["')\]]*(?=\s+["'([]*[\p{Lu}\p{Lo}\d])/gu;

function sentenceEnds(line: string): number[] {
  return [...line.matchAll(SENTENCE_END)].map((found) => found.index + found[0].length);
}

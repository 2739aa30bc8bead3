import { editDistance } from '../../text/edit-distance.js';
import type { SectionHead } from '../model.js';
import { foldName } from './fold.js';

/** The section that somebody may have meant who mistyped; `whole`: by a whole id or title, not some words of one. */
export interface Near<S extends SectionHead> {
  section: S;
  whole: boolean;
}

/** Longer names are not typed; the distance takes time with the square of the length. */
const LONGEST = 100;

/**
 * The section whose id or title is the fewest edits away, if these are at most a third of the letters. Where none is
 * that near, it is the one with a run of words in its id or title that is at most a fourth of the letters away. Blanks
 * do not count (`bakup` is near "back up").
 */
export function nearestSection<S extends SectionHead>(
  sections: readonly S[],
  name: string,
): Near<S> | undefined {
  const words = wordsOf(name);
  const typed = words.join('');
  if (typed.length < 3 || typed.length > LONGEST) return undefined;
  const best: { found?: Near<S>; distance: number } = {
    distance: Math.max(1, Math.floor(typed.length / 3)) + 1,
  };
  const offer = (part: readonly string[], section: S, whole: boolean) => {
    const text = part.join('');
    if (text === '' || Math.abs(text.length - typed.length) >= best.distance) return;
    const distance = editDistance(typed, text);
    if (distance < best.distance) Object.assign(best, { found: { section, whole }, distance });
  };
  const headings = sections.map((section) => ({ section, names: [section.id, section.title].map(wordsOf) }));
  for (const { section, names } of headings) for (const all of names) offer(all, section, true);
  if (best.found) return best.found;
  // some words of a name are near more easily: they have to be nearer
  best.distance = Math.max(1, Math.floor(typed.length / 4)) + 1;
  for (const { section, names } of headings) {
    if (section.number === 0) continue; // it has no heading of its own
    for (const all of names) {
      for (const start of all.keys()) {
        for (let length = 1; length <= words.length + 2; length++)
          offer(all.slice(start, start + length), section, false);
      }
    }
  }
  return best.found;
}

const wordsOf = (name: string): string[] =>
  foldName(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
